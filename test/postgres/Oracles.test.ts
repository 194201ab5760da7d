import * as FilterOracle from "../../packages/sql/test/oracle/FilterOracle.ts"
import * as SortingOracle from "../../packages/sql/test/oracle/SortingOracle.ts"
import * as Types from "../../packages/sql/test/oracle/Types.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

const databases = {
  SQLite: Stored.memory(Types.registry),
  PostgreSQL: Stored.over(Databases.fresh, Types.registry)
}

FilterOracle.properties(databases)
SortingOracle.properties(databases)
