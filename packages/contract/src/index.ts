/** What Rollcall's storage ports promise, as cases that any test runner can run. Knows no runner and no storage. */

export type { Case } from "./Case.ts"
export * as Contract from "./Contract.ts"
export { Unmet } from "./Expectation.ts"
export * as Fixtures from "./Fixtures.ts"
export type { Options as OracleOptions } from "./oracle/Oracle.ts"
