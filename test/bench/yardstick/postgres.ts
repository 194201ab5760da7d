/** The two statements over `pg`, prepared by their names on each connection of its pool. */
import { Pool } from "pg"
import { byId, byUserName, type Row, type Statements } from "./Lookup.ts"

export const open = (url: string): Statements => {
  const pool = new Pool({ connectionString: url, max: 10 })
  const prepared = (name: string, text: string) => async (value: string) =>
    (await pool.query<Row>({ name, text, values: [value] })).rows
  return { byId: prepared("byId", byId("$1")), byUserName: prepared("byUserName", byUserName("$1")) }
}
