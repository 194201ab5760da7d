import { describe } from "vitest"
import * as DryRuns from "./DryRuns.ts"

describe("on SQLite", () => DryRuns.cases())
