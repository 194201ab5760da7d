/** The rollcall command, shared by every runtime. */

export type { Address } from "./Address.ts"
export * as Cli from "./Cli.ts"
export * as CliError from "./CliError.ts"
export * as Configuration from "./Configuration.ts"
export * as DatabaseUrl from "./DatabaseUrl.ts"
export * as Platform from "./Platform.ts"
