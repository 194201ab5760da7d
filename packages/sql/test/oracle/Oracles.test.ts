import * as Stored from "../Stored.ts"
import * as FilterOracle from "./FilterOracle.ts"
import * as SortingOracle from "./SortingOracle.ts"
import * as Types from "./Types.ts"

const databases = { SQLite: Stored.memory(Types.registry) }

FilterOracle.properties(databases)
SortingOracle.properties(databases)
