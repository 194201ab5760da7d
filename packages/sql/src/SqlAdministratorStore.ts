/**
 * Administrators in a database, with their sessions and keys: the AdministratorStore port over @effect/sql. Holds hashes
 * and digests, never a password or the text of a key.
 */
import type { SqlClient, SqlError, Statement as SqlStatement } from "@effect/sql"
import { Administrator, AdministratorStore, Span } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Statement from "./Statement.ts"

interface AdministratorRow {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly password: string
  readonly created: number
  readonly disabled: number | null
  readonly failures: number
  readonly waits_until: number
}

interface AccessRow {
  readonly access_id: string
  readonly administrator: string
  readonly kind: Administrator.Access["kind"]
  readonly access_name: string
  readonly digest: string
  readonly access_created: number
  readonly expires: number
  readonly revoked: number | null
}

const columns = "a.id, a.tenant, a.name, a.password, a.created, a.disabled, a.failures, a.waits_until"
const accessColumns = `s.id AS access_id, s.administrator, s.kind, s.name AS access_name, s.digest,
  s.created AS access_created, s.expires, s.revoked`

/** What stands in place of a tenant where there is none. No tenant has it for its id. */
const noTenant = ""

const decode = (row: AdministratorRow): Administrator.Administrator => ({
  id: row.id,
  name: row.name,
  ...(row.tenant === noTenant ? {} : { tenant: row.tenant }),
  password: row.password,
  created: Number(row.created),
  ...(row.disabled === null ? {} : { disabled: Number(row.disabled) }),
  failures: Number(row.failures),
  waitsUntil: Number(row.waits_until)
})

const decodeAccess = (row: AccessRow): Administrator.Access => ({
  id: row.access_id,
  administrator: row.administrator,
  kind: row.kind,
  name: row.access_name,
  digest: row.digest,
  created: Number(row.access_created),
  expires: Number(row.expires),
  ...(row.revoked === null ? {} : { revoked: Number(row.revoked) })
})

export const layer: Layer.Layer<AdministratorStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  AdministratorStore,
  Effect.map(Database.make, (database) => make(database))
)

/** Whether the administrator was stored: not where the name is taken. */
export const insert = (
  { rows, sql }: Database.Database,
  given: Administrator.Administrator
): Effect.Effect<boolean, SqlError.SqlError> =>
  rows(
    sql`INSERT INTO administrator (tenant, id, name, password, created, disabled, failures, waits_until)
      VALUES (${given.tenant ?? noTenant}, ${given.id}, ${given.name}, ${given.password}, ${given.created},
        ${given.disabled ?? null}, ${given.failures}, ${given.waitsUntil})
      ON CONFLICT DO NOTHING RETURNING id`
  ).pipe(Effect.map((inserted) => inserted.length > 0))

const make = (database: Database.Database): AdministratorStore["Type"] => {
  const { rows, read, write, sql } = database
  const one = (statement: SqlStatement.Statement<AdministratorRow>) =>
    read(rows(statement)).pipe(Effect.map(([row]) => Option.map(Option.fromNullable(row), decode)))
  return {
    insert: Span.named("AdministratorStore.insert", (given) => write(insert(database, given))),
    find: Span.named("AdministratorStore.find", (id) =>
      one(sql<AdministratorRow>`SELECT ${sql.literal(columns)} FROM administrator AS a WHERE a.id = ${id}`)
    ),
    findByName: Span.named("AdministratorStore.findByName", (name) =>
      one(sql<AdministratorRow>`SELECT ${sql.literal(columns)} FROM administrator AS a WHERE a.name = ${name}`)
    ),
    hasOperator: Span.named("AdministratorStore.hasOperator", () =>
      read(rows(sql`SELECT id FROM administrator WHERE tenant = ${noTenant} LIMIT 1`)).pipe(
        Effect.map((found) => found.length > 0)
      )
    ),
    list: Span.named("AdministratorStore.list", (tenant) =>
      read(
        rows(
          sql<AdministratorRow>`SELECT ${sql.literal(columns)} FROM administrator AS a
            ${tenant === undefined ? sql.literal("") : sql`WHERE a.tenant = ${tenant}`} ORDER BY a.created, a.id`
        )
      ).pipe(Effect.map((found) => found.map(decode)))
    ),
    countTry: Span.named("AdministratorStore.countTry", (id, now) => write(countTry(database, id, now))),
    forgetTries: Span.named("AdministratorStore.forgetTries", (id) =>
      write(rows(sql`UPDATE administrator SET failures = 0, waits_until = 0 WHERE id = ${id}`)).pipe(Effect.asVoid)
    ),
    setPassword: Span.named("AdministratorStore.setPassword", (id, password) =>
      write(
        rows(sql`UPDATE administrator SET password = ${password}, failures = 0, waits_until = 0 WHERE id = ${id}`)
      ).pipe(Effect.asVoid)
    ),
    setDisabled: Span.named("AdministratorStore.setDisabled", (id, since) =>
      write(rows(sql`UPDATE administrator SET disabled = ${since ?? null} WHERE id = ${id}`)).pipe(Effect.asVoid)
    ),
    ...identities(database, one),
    ...accesses(database)
  }
}

/** One for each administrator, and one administrator for each. */
const identities = (
  { rows, read, write, sql }: Database.Database,
  one: (statement: SqlStatement.Statement<AdministratorRow>) => ReturnType<AdministratorStore["Type"]["find"]>
): Pick<AdministratorStore["Type"], "findByIdentity" | "identityOf" | "bind" | "unbind"> => ({
  findByIdentity: Span.named("AdministratorStore.findByIdentity", ({ issuer, subject }) =>
    one(
      sql<AdministratorRow>`SELECT ${sql.literal(columns)}
        FROM administrator_identity AS i JOIN administrator AS a ON a.id = i.administrator
        WHERE i.issuer = ${issuer} AND i.subject = ${subject}`
    )
  ),
  identityOf: Span.named("AdministratorStore.identityOf", (id) =>
    read(
      rows(sql<Administrator.Identity>`SELECT issuer, subject FROM administrator_identity WHERE administrator = ${id}`)
    ).pipe(Effect.map(([row]) => Option.map(Option.fromNullable(row), ({ issuer, subject }) => ({ issuer, subject }))))
  ),
  bind: Span.named("AdministratorStore.bind", (id, { issuer, subject }) =>
    write(
      rows(
        sql`INSERT INTO administrator_identity (issuer, subject, administrator) VALUES (${issuer}, ${subject}, ${id})
          ON CONFLICT DO NOTHING RETURNING administrator`
      )
    ).pipe(Effect.map((bound) => bound.length > 0))
  ),
  unbind: Span.named("AdministratorStore.unbind", (id) =>
    write(rows(sql`DELETE FROM administrator_identity WHERE administrator = ${id}`)).pipe(Effect.asVoid)
  )
})

const countTry = Effect.fnUntraced(function* ({ dialect, rows, sql }: Database.Database, id: string, now: number) {
  const [row] = yield* rows(
    sql<AdministratorRow>`SELECT ${sql.literal(columns)} FROM administrator AS a WHERE a.id = ${id} ${dialect.forUpdate}`
  )
  const found = Option.map(Option.fromNullable(row), decode)
  if (Option.isSome(found) && now >= found.value.waitsUntil) {
    const { failures, waitsUntil } = Administrator.failed(found.value, now)
    yield* rows(sql`UPDATE administrator SET failures = ${failures}, waits_until = ${waitsUntil} WHERE id = ${id}`)
  }
  return found
})

const accesses = ({
  rows,
  read,
  write,
  sql
}: Database.Database): Pick<AdministratorStore["Type"], "admit" | "findAccess" | "accesses" | "revoke"> => ({
  admit: Span.named("AdministratorStore.admit", (given) =>
    write(
      rows(
        sql`INSERT INTO administrator_access (id, administrator, kind, name, digest, created, expires, revoked)
          VALUES (${given.id}, ${given.administrator}, ${given.kind}, ${given.name}, ${given.digest}, ${given.created},
            ${given.expires}, ${given.revoked ?? null})`
      )
    ).pipe(Effect.asVoid)
  ),
  findAccess: Span.named("AdministratorStore.findAccess", (digest) =>
    read(rows(admissionOf(digest))).pipe(
      Effect.map(([row]) =>
        Option.map(Option.fromNullable(row), (found) => ({ access: decodeAccess(found), administrator: decode(found) }))
      )
    )
  ),
  accesses: Span.named("AdministratorStore.accesses", (administrator) =>
    read(
      rows(
        sql<AccessRow>`SELECT ${sql.literal(accessColumns)} FROM administrator_access AS s
          WHERE s.administrator = ${administrator} ORDER BY s.created, s.id`
      )
    ).pipe(Effect.map((found) => found.map(decodeAccess)))
  ),
  revoke: Span.named("AdministratorStore.revoke", (administrator, which, now) =>
    write(
      rows(
        sql`UPDATE administrator_access SET revoked = ${now}
          WHERE administrator = ${administrator} AND revoked IS NULL
            AND ${"id" in which ? sql`id = ${which.id}` : sql`kind = ${which.kind}`}`
      )
    ).pipe(Effect.asVoid)
  )
})

const admissionOf = Statement.template(
  ({ sql }, digest: string) =>
    sql<AccessRow & AdministratorRow>`SELECT ${sql.literal(accessColumns)}, ${sql.literal(columns)}
      FROM administrator_access AS s JOIN administrator AS a ON a.id = s.administrator WHERE s.digest = ${digest}`
)
