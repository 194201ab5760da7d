/** Conformance on Deno. */
import * as Conformance from "./Conformance.ts"

Conformance.over("deno")
