/** Secrets of the service in a database: the SecretStore port over @effect/sql. A secret is read once and never changes. */
import type { SqlClient } from "@effect/sql"
import { SecretStore, Span } from "@rollcall/provider"
import { Effect, Encoding, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"

export const layer: Layer.Layer<SecretStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  SecretStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = ({ rows, read, write, sql }: Database.Database): SecretStore["Type"] => {
  const known = new Map<string, Uint8Array>()
  const find = (name: string) => rows(sql<{ readonly value: string }>`SELECT value FROM secret WHERE name = ${name}`)
  const propose = (name: string, value: string) =>
    rows(sql`INSERT INTO secret (name, value) VALUES (${name}, ${value}) ON CONFLICT DO NOTHING`)
  return {
    secret: Effect.fnUntraced(function* (name, proposed) {
      const remembered = known.get(name)
      if (remembered !== undefined) return remembered
      let [row] = yield* read(find(name))
      if (row === undefined) {
        yield* write(propose(name, Encoding.encodeBase64(proposed)))
        ;[row] = yield* read(find(name))
      }
      const secret = yield* Effect.orDie(Encoding.decodeBase64(row?.value ?? ""))
      known.set(name, secret)
      return secret
    }, Span.within("SecretStore.secret"))
  }
}
