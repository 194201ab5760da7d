import { describe } from "vitest"
import * as DryRuns from "../../packages/http/test/admin/DryRuns.ts"
import * as Databases from "./Databases.ts"

describe("on PostgreSQL", () => DryRuns.cases(Databases.fresh))
