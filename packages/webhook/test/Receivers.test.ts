import * as Stored from "../../sql/test/Stored.ts"
import * as Receivers from "./Receivers.ts"

Receivers.suite("SQLite", Stored.memory())
