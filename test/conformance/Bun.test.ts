/** Conformance on Bun and as a single file. */
import * as Conformance from "./Conformance.ts"

Conformance.over("bun", "binary")
