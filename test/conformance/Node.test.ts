/** Conformance on Node.js. */
import * as Conformance from "./Conformance.ts"

Conformance.over("node")
