import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Receivers from "../../packages/webhook/test/Receivers.ts"
import * as Databases from "./Databases.ts"

Receivers.suite("PostgreSQL", Stored.over(Databases.fresh))
