/** The conformance suites: the RFCs' requirements, the cases that show them, and how they are run over a server. */

export * as Conformance from "./Conformance.ts"
export * as ConformanceReport from "./ConformanceReport.ts"
export * as Coverage from "./Coverage.ts"
export * as CoverageReport from "./CoverageReport.ts"
export * as Feature from "./Feature.ts"
export { Feed } from "./Feed.ts"
export { reasons, requirements } from "./requirements.ts"
export { Answer, type Json, type JsonObject, Scim, urn } from "./Scim.ts"
export type { Case, Principals, Suite } from "./Suite.ts"
export { suites, suitesOfPrincipals } from "./suites.ts"
