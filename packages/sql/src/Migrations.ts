/**
 * The tables, as steps that each database takes once and in order. A step that was released is never changed, and a new
 * one leaves the tables so that the release before still serves from them: processes are replaced one by one.
 * Every key begins with the tenant, so that no query can forget it and the tables can be spread by it.
 */
import { Migrator, type SqlClient, SqlError } from "@effect/sql"
import { Tenant } from "@rollcall/provider"
import { Clock, Effect, Predicate } from "effect"
import type { Database } from "./Database.ts"
import type { Dialect, Fragment } from "./Dialect.ts"

const tables = ({ text, integer, json, sequence, ordinal, clustered }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE tenant (
    id ${text} PRIMARY KEY,
    name ${text} NOT NULL,
    settings ${text} NOT NULL,
    created ${integer} NOT NULL
  )`,
  `CREATE TABLE token (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text} NOT NULL,
    digest ${text} NOT NULL,
    hint ${text} NOT NULL,
    scopes ${text} NOT NULL,
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL,
    revoked ${integer},
    last_used ${integer},
    PRIMARY KEY (tenant, id)
  )`,
  // The digest is what tells the tenant, so here the tenant cannot stand first.
  `CREATE UNIQUE INDEX token_digest ON token (digest)`,
  `CREATE UNIQUE INDEX token_id ON token (id)`,
  `CREATE TABLE resource (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    type ${text} NOT NULL,
    version ${integer} NOT NULL,
    created ${integer} NOT NULL,
    last_modified ${integer} NOT NULL,
    display ${text},
    document ${text} NOT NULL,
    search ${json} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE INDEX resource_modified ON resource (tenant, type, last_modified, id)`,
  `CREATE INDEX resource_order ON resource (tenant, type, created, id)`,
  `CREATE TABLE attribute_key (
    tenant ${text} NOT NULL,
    type ${text} NOT NULL,
    path ${text} NOT NULL,
    value ${text} NOT NULL,
    resource_id ${text} NOT NULL,
    is_unique ${integer} NOT NULL,
    PRIMARY KEY (tenant, type, path, value, resource_id)
  ) ${clustered}`,
  `CREATE UNIQUE INDEX attribute_key_unique ON attribute_key (tenant, type, path, value) WHERE is_unique = 1`,
  `CREATE INDEX attribute_key_resource ON attribute_key (tenant, resource_id)`,
  // A member without type waits for a resource of its id.
  `CREATE TABLE membership (
    tenant ${text} NOT NULL,
    group_id ${text} NOT NULL,
    member_id ${text} NOT NULL,
    member_type ${text},
    PRIMARY KEY (tenant, group_id, member_id)
  ) ${clustered}`,
  `CREATE INDEX membership_member ON membership (tenant, member_id)`,
  `CREATE TABLE event (
    seq ${sequence},
    tenant ${text} NOT NULL,
    type ${text} NOT NULL,
    id ${text} NOT NULL,
    kind ${text} NOT NULL,
    version ${integer} NOT NULL,
    at ${integer} NOT NULL,
    data ${text} NOT NULL,
    ${ordinal} (tenant, seq)
  )`,
  `CREATE TABLE kept_resource (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    type ${text} NOT NULL,
    version ${integer} NOT NULL,
    created ${integer} NOT NULL,
    last_modified ${integer} NOT NULL,
    removed ${integer} NOT NULL,
    document ${text} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`
]

/** Those of operators have no tenant. Names and digests are what tells the rest, so each is one for all tenants. */
const administration = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE administrator (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text} NOT NULL,
    password ${text} NOT NULL,
    created ${integer} NOT NULL,
    disabled ${integer},
    failures ${integer} NOT NULL,
    waits_until ${integer} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE UNIQUE INDEX administrator_id ON administrator (id)`,
  `CREATE UNIQUE INDEX administrator_name ON administrator (name)`,
  `CREATE TABLE administrator_access (
    administrator ${text} NOT NULL,
    id ${text} NOT NULL,
    kind ${text} NOT NULL,
    name ${text} NOT NULL,
    digest ${text} NOT NULL,
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL,
    revoked ${integer},
    PRIMARY KEY (administrator, id)
  )`,
  `CREATE UNIQUE INDEX administrator_access_digest ON administrator_access (digest)`
]

const webhookTables = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE webhook (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    url ${text} NOT NULL,
    kinds ${text} NOT NULL,
    secrets ${text} NOT NULL,
    enabled ${integer} NOT NULL,
    created ${integer} NOT NULL,
    seq ${integer} NOT NULL,
    failures ${integer} NOT NULL,
    next_attempt ${integer} NOT NULL,
    lease ${text},
    lease_until ${integer} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE TABLE webhook_delivery (
    tenant ${text} NOT NULL,
    webhook ${text} NOT NULL,
    event ${text} NOT NULL,
    seq ${integer} NOT NULL,
    part ${integer} NOT NULL,
    resource_id ${text} NOT NULL,
    data ${text} NOT NULL,
    state ${text} NOT NULL,
    attempts ${integer} NOT NULL,
    next_attempt ${integer} NOT NULL,
    at ${integer} NOT NULL,
    answer ${text},
    PRIMARY KEY (tenant, webhook, event)
  )`,
  `CREATE INDEX webhook_delivery_order ON webhook_delivery (tenant, webhook, seq, part)`,
  `CREATE INDEX webhook_delivery_owed ON webhook_delivery (tenant, webhook, resource_id, seq, part) WHERE state = 'pending'`,
  `CREATE INDEX webhook_delivery_due ON webhook_delivery (tenant, webhook, next_attempt) WHERE state = 'pending'`
]

/** Links that let somebody in once, with what they have opened, and whom an OpenID provider knows as whom. */
const signIn = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE setup_link (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    note ${text} NOT NULL,
    digest ${text} NOT NULL,
    maker ${text},
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL,
    revoked ${integer},
    session_digest ${text},
    session_created ${integer},
    session_expires ${integer},
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE UNIQUE INDEX setup_link_id ON setup_link (id)`,
  `CREATE UNIQUE INDEX setup_link_digest ON setup_link (digest)`,
  `CREATE UNIQUE INDEX setup_link_session ON setup_link (session_digest) WHERE session_digest IS NOT NULL`,
  `CREATE TABLE administrator_identity (
    issuer ${text} NOT NULL,
    subject ${text} NOT NULL,
    administrator ${text} NOT NULL,
    PRIMARY KEY (issuer, subject)
  )`,
  `CREATE UNIQUE INDEX administrator_identity_administrator ON administrator_identity (administrator)`
]

/** A receiver of security event tokens is a webhook with more to say; one that polls is nobody's to send to. */
const receiverColumns = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `ALTER TABLE webhook ADD COLUMN receiver ${text}`,
  `ALTER TABLE webhook ADD COLUMN polls ${integer} NOT NULL DEFAULT 0`,
  `ALTER TABLE webhook_delivery ADD COLUMN urgent ${integer} NOT NULL DEFAULT 0`,
  `CREATE INDEX webhook_delivery_pending ON webhook_delivery (tenant, webhook, seq, part) WHERE state = 'pending'`,
  `CREATE INDEX webhook_delivery_urgent ON webhook_delivery (tenant, webhook, resource_id)
    WHERE state = 'pending' AND urgent = 1`
]

const steps = ({ sql, dialect }: Database): Record<string, Effect.Effect<void, unknown, SqlClient.SqlClient>> => ({
  "1_tables": Effect.gen(function* () {
    for (const table of tables(dialect.columns)) yield* sql.unsafe(table)
    const settings = JSON.stringify(Tenant.defaultSettings)
    const created = yield* Clock.currentTimeMillis
    yield* sql`INSERT INTO tenant (id, name, settings, created) VALUES ('default', 'Default', ${settings}, ${created})`
  }),
  "2_statistics": Effect.gen(function* () {
    for (const statement of dialect.statistics) yield* sql.unsafe(statement)
  }),
  // What the processes of the service share and nobody else may know; it belongs to no tenant.
  "3_secrets": sql.unsafe(
    `CREATE TABLE secret (name ${dialect.columns.text} PRIMARY KEY, value ${dialect.columns.text} NOT NULL)`
  ),
  // A token may stand for a user.
  "4_token_user": sql.unsafe(`ALTER TABLE token ADD COLUMN user_id ${dialect.columns.text}`),
  "5_log": Effect.forEach(logTables(dialect.columns), (statement) => sql.unsafe(statement), { discard: true }),
  // What processes have let in of the requests that a tenant, or a token of it, may send.
  "7_rate": sql.unsafe(
    `CREATE TABLE rate (
      tenant ${dialect.columns.text} NOT NULL,
      token ${dialect.columns.text} NOT NULL,
      full_at ${dialect.columns.integer} NOT NULL,
      PRIMARY KEY (tenant, token)
    ) ${dialect.columns.clustered}`
  ),
  "8_administrator": Effect.forEach(administration(dialect.columns), (table) => sql.unsafe(table)),
  "9_webhook": Effect.forEach(webhookTables(dialect.columns), (table) => sql.unsafe(table), { discard: true }),
  // Those who are inactive are counted without reading everybody else.
  "10_inactive": Effect.forEach(
    [
      `CREATE INDEX resource_inactive ON resource (tenant, type) WHERE ${dialect.inactive}`,
      ...dialect.statistic("resource", "resource_inactive", "10000 10000 10000")
    ],
    (statement) => sql.unsafe(statement),
    { discard: true }
  ),
  // People look through what was put aside, the latest removal first.
  "11_kept": sql.unsafe(`CREATE INDEX kept_resource_order ON kept_resource (tenant, type, removed, id)`),
  "12_signin": Effect.forEach(signIn(dialect.columns), (table) => sql.unsafe(table)),
  "13_oauth": Effect.forEach([...oauth(dialect.columns), ...provenance(dialect.columns)], (step) => sql.unsafe(step)),
  "15_receiver": Effect.forEach(receiverColumns(dialect.columns), (change) => sql.unsafe(change), { discard: true }),
  "16_history": Effect.forEach(history(dialect.columns), (statement) => sql.unsafe(statement), { discard: true }),
  // Whoever has the id of a request finds what became of it; empty in what an older server writes.
  "17_log_request": Effect.forEach(
    [
      `ALTER TABLE log_entry ADD COLUMN request_id ${dialect.columns.text}`,
      `CREATE INDEX log_entry_request ON log_entry (tenant, request_id, at, seq) WHERE request_id IS NOT NULL`
    ],
    (statement) => sql.unsafe(statement),
    { discard: true }
  )
})

/** Who made a change, and the values before and after; empty in what an older server writes. Ids are one in all types. */
const history = ({ text }: Dialect["columns"]): ReadonlyArray<string> => [
  `ALTER TABLE event ADD COLUMN origin ${text}`,
  `ALTER TABLE event ADD COLUMN changes ${text}`,
  `CREATE INDEX event_resource ON event (tenant, id, seq)`
]

/** Clients that get their tokens themselves. Digests tell the tenant, so there it cannot stand first. */
const oauth = ({ text, integer, clustered }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE client (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text} NOT NULL,
    scopes ${text} NOT NULL,
    token_millis ${integer} NOT NULL,
    credentials ${text} NOT NULL,
    generation ${integer} NOT NULL,
    previous ${text},
    created ${integer} NOT NULL,
    created_by ${text},
    identity_provider ${text},
    revoked ${integer},
    last_used ${integer},
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE UNIQUE INDEX client_id ON client (id)`,
  `CREATE TABLE access_token (
    digest ${text} PRIMARY KEY,
    tenant ${text} NOT NULL,
    client ${text} NOT NULL,
    generation ${integer} NOT NULL,
    scopes ${text} NOT NULL,
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL
  ) ${clustered}`,
  `CREATE INDEX access_token_expires ON access_token (expires)`,
  `CREATE TABLE client_assertion (
    tenant ${text} NOT NULL,
    client ${text} NOT NULL,
    digest ${text} NOT NULL,
    expires ${integer} NOT NULL,
    PRIMARY KEY (tenant, client, digest)
  ) ${clustered}`,
  `CREATE INDEX client_assertion_expires ON client_assertion (expires)`
]

/** Who made a token and for whom, and of which days ahead of its end people have been told. */
const provenance = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `ALTER TABLE token ADD COLUMN created_by ${text}`,
  `ALTER TABLE token ADD COLUMN identity_provider ${text}`,
  `ALTER TABLE token ADD COLUMN warned ${integer}`,
  `ALTER TABLE log_entry ADD COLUMN identity_provider ${text}`
]

/** The provisioning log. Each index ends as its pages are ordered, so that a page is read and nothing is sorted. */
const logTables = ({ text, integer, sequence, ordinal }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE log_entry (
    seq ${sequence},
    tenant ${text} NOT NULL,
    at ${integer} NOT NULL,
    failed ${integer} NOT NULL,
    token_id ${text},
    token_name ${text},
    method ${text} NOT NULL,
    path ${text} NOT NULL,
    status ${integer} NOT NULL,
    error ${text},
    scim_type ${text},
    detail ${text},
    attribute ${text},
    duration ${integer} NOT NULL,
    resource ${text},
    notes ${text} NOT NULL,
    search ${text} NOT NULL,
    request ${text},
    response ${text},
    ${ordinal} (tenant, seq)
  )`,
  `CREATE INDEX log_entry_time ON log_entry (tenant, at, seq)`,
  `CREATE INDEX log_entry_failed ON log_entry (tenant, at, seq) WHERE failed = 1`,
  `CREATE INDEX log_entry_token ON log_entry (tenant, token_id, at, seq)`,
  `CREATE INDEX log_entry_resource ON log_entry (tenant, resource, at, seq) WHERE resource IS NOT NULL`
]

/**
 * Whether the database has taken every step. It is no more than a look, so that who may make no tables can serve from
 * them. What cannot be looked at, or not be changed, is not there: `run` says what is wrong with it.
 */
export const areTaken = (database: Database): Effect.Effect<boolean> => {
  const { dialect, sql } = database
  if (dialect.mayWrite === undefined) return Effect.succeed(false)
  return pendingWhere(database, sql` WHERE ${dialect.mayWrite}`).pipe(
    Effect.map((steps) => steps.length === 0),
    Effect.orElseSucceed(() => false)
  )
}

/** The steps that the database has not taken yet. */
export const pending = (database: Database): Effect.Effect<ReadonlyArray<string>, SqlError.SqlError> =>
  pendingWhere(database, database.sql.literal(""))

const pendingWhere = (database: Database, where: Fragment) =>
  Effect.map(database.rows(database.sql<Taken>`SELECT migration_id, name FROM migration${where}`), (found) => {
    const taken = new Set(found.map(({ migration_id, name }) => `${migration_id}_${name}`))
    return Object.keys(steps(database)).filter((step) => !taken.has(step))
  })

/** Which steps the database has yet to take, and which it has that this release does not know: a newer one was here. */
export const compare = (
  database: Database
): Effect.Effect<{ readonly pending: ReadonlyArray<string>; readonly unknown: ReadonlyArray<string> }> => {
  const known = Object.keys(steps(database))
  return database.rows(database.sql<Taken>`SELECT migration_id, name FROM migration ORDER BY migration_id`).pipe(
    Effect.map((found) => found.map(({ migration_id, name }) => `${migration_id}_${name}`)),
    // A database without the table has taken none.
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
    Effect.map((taken) => ({
      pending: known.filter((step) => !taken.includes(step)),
      unknown: taken.filter((step) => !known.includes(step))
    }))
  )
}

interface Taken {
  readonly migration_id: number
  readonly name: string
}

/** Takes the steps that this database has not taken yet, all or none; answers their names. One process at a time. */
export const run = (
  database: Database
): Effect.Effect<ReadonlyArray<string>, SqlError.SqlError | Migrator.MigrationError, SqlClient.SqlClient> =>
  Effect.forEach(database.dialect.alone, (statement) => database.sql.unsafe(statement)).pipe(
    Effect.zipRight(Migrator.make({})({ loader: Migrator.fromRecord(steps(database)), table: "migration" })),
    Effect.map((taken) => taken.map(([number, name]) => `${number}_${name}`)),
    // A step that fails is a defect to the migrator; to whoever starts the server it is the reason why it cannot.
    Effect.catchAllDefect((defect) =>
      Predicate.isTagged(defect, "MigrationError") || Predicate.isTagged(defect, "SqlError")
        ? Effect.fail(reason(defect))
        : Effect.die(defect)
    )
  )

const reason = (defect: object): SqlError.SqlError => {
  const cause = "cause" in defect && Predicate.isTagged(defect, "MigrationError") ? defect.cause : defect
  return Predicate.isTagged(cause, "SqlError")
    ? (cause as SqlError.SqlError)
    : new SqlError.SqlError({ cause, message: "The tables could not be made." })
}
