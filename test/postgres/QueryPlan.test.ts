import { SqlClient } from "@effect/sql"
import { EnterpriseUserSchema } from "@rollcall/core"
import type { ResourceStore, SecretStore } from "@rollcall/provider"
import { Effect, Layer, ManagedRuntime } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { list } from "../../packages/sql/test/Requests.ts"
import * as Overheard from "../../packages/sql/test/Sqlite.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

/** A million, where there is time for it. */
const users = Number(process.env.ROLLCALL_TEST_USERS ?? 200_000)

/** Filling the tables takes longer than a request ever may. */
const patient = Layer.unwrapScoped(
  Effect.map(Databases.url, (url) => Databases.client(`${url}?statement_timeout=240000`))
)

const asked: Array<Overheard.Asked> = []
const runtime = ManagedRuntime.make(Stored.over(Overheard.overheard(patient, (statement) => asked.push(statement))))
afterAll(() => runtime.dispose())

/** Users `u1` … of one tenant, a hundredth as many groups, five keys for each user, and two groups for each user. */
const populate = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const run = (text: string) => sql.unsafe(text)
  const groups = users / 100
  const email = `'[{"value":"u' || i || '@x.example","type":"work"}]'`
  yield* run(`INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
    SELECT 'default', 'u' || i, 'User', 1, i, i, 'User ' || i, '{"userName":"u' || i || '"}',
      ('{"username":"u' || i || '","displayname":"user ' || i || '","emails":' || ${email} || '}')::jsonb
    FROM generate_series(1, ${users}) AS i`)
  yield* run(`INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
    SELECT 'default', 'g' || i, 'Group', 1, i, i, 'Group ' || i, '{"displayName":"g' || i || '"}',
      ('{"displayname":"g' || i || '"}')::jsonb FROM generate_series(1, ${groups}) AS i`)
  const paths = `(VALUES ('userName', 'u', '', 1), ('externalId', 'e', '', 0), ('displayName', 'user ', '', 0),
    ('emails.value', 'u', '@x.example', 0)) AS p (path, start, rest, is_unique)`
  yield* run(`INSERT INTO attribute_key (tenant, type, path, value, resource_id, is_unique)
    SELECT 'default', 'User', path, start || i || rest, 'u' || i, is_unique
    FROM generate_series(1, ${users}) AS i, ${paths}`)
  yield* run(`INSERT INTO attribute_key (tenant, type, path, value, resource_id, is_unique)
    SELECT 'default', 'Group', path, start || i, 'g' || i, 0
    FROM generate_series(1, ${groups}) AS i, (VALUES ('displayName', 'g'), ('externalId', 'e')) AS p (path, start)`)
  yield* run(`INSERT INTO membership (tenant, group_id, member_id, member_type)
    SELECT 'default', 'g' || 1 + (i * k) % ${groups}, 'u' || i, 'User'
    FROM generate_series(1, ${users}) AS i, generate_series(1, 2) AS k ON CONFLICT DO NOTHING`)
  for (const table of ["resource", "attribute_key", "membership"]) yield* run(`VACUUM ANALYZE ${table}`)
})

beforeAll(() => runtime.runPromise(populate), 300_000)

interface Plan {
  readonly "Node Type": string
  readonly "Relation Name"?: string
  readonly "Actual Rows"?: number
  readonly "Actual Loops"?: number
  readonly "Rows Removed by Filter"?: number
  readonly Plans?: ReadonlyArray<Plan>
}

const flat = (plan: Plan): ReadonlyArray<Plan> => [plan, ...(plan.Plans ?? []).flatMap(flat)]

/** The steps of the plans that read a table as a whole, or more rows of it than a few pages hold. */
const wideSteps = (request: Effect.Effect<unknown, unknown, ResourceStore | SecretStore>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    asked.length = 0
    yield* request
    const statements = [...asked]
    expect(statements).not.toEqual([])
    const plans = yield* Effect.forEach(statements, ({ text, parameters }) =>
      sql.unsafe<{ readonly "QUERY PLAN": ReadonlyArray<{ readonly Plan: Plan }> }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        parameters
      )
    )
    return plans
      .flat()
      .flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => flat(Plan)))
      .filter((step) => step["Relation Name"] !== undefined && isWide(step))
      .map((step) => `${step["Node Type"]} on ${step["Relation Name"]}`)
  })

const rowsMax = 1_000

const isWide = (step: Plan): boolean => {
  const read = (step["Actual Rows"] ?? 0) + (step["Rows Removed by Filter"] ?? 0)
  return step["Node Type"] === "Seq Scan" || read * (step["Actual Loops"] ?? 1) > rowsMax
}

const ofUsers = (filter: string, more: Readonly<Record<string, string>> = {}) => list("Users", { filter, ...more })
const ofGroups = (filter: string) => list("Groups", { filter, excludedAttributes: "members" })
const recent = `meta.lastModified gt "${new Date(users - 50).toISOString()}"`

const lookups = {
  "userName eq": ofUsers('userName eq "U7"'),
  "userName eq, and nobody has it": ofUsers('userName eq "nobody"'),
  "externalId eq": ofUsers('externalId eq "e7"'),
  "displayName eq": ofUsers('displayName eq "user 7"'),
  "id eq": ofUsers('id eq "u7"'),
  "id eq, several": ofUsers('id eq "u7" or id eq "u8" or id eq "u9"'),
  "emails.value eq": ofUsers('emails.value eq "u7@x.example"'),
  "emails[type eq and value eq]": ofUsers('emails[type eq "work" and value eq "u7@x.example"]'),
  "emails[type eq].value eq, as Entra ID asks": ofUsers('emails[type eq "work"].value eq "u7@x.example"'),
  "userName sw": ofUsers('userName sw "u777"', { count: "10" }),
  "emails.value sw or userName sw": ofUsers('emails.value sw "u7777" or userName sw "u7777"', { sortBy: "userName" }),
  "userName eq, sorted": ofUsers('userName eq "u7"', { sortBy: "userName" }),
  "a name that an index has in short": ofUsers(`userName eq "${"long ".repeat(200)}"`),
  "groups.value eq": ofUsers('groups.value eq "g7"', { count: "10" }),
  "manager eq": ofUsers(`${EnterpriseUserSchema.urn}:manager eq "u7"`),
  "meta.lastModified gt, sorted by it": ofUsers(recent, { sortBy: "meta.lastModified", count: "20" }),
  "meta.lastModified gt, newest first": ofUsers(recent, { sortBy: "meta.lastModified", sortOrder: "descending" }),
  "displayName eq, of groups": ofGroups('displayName eq "g7"'),
  "externalId eq, of groups": ofGroups('externalId eq "e7"'),
  "members.value eq": ofGroups('members.value eq "u7"'),
  "members[value eq]": ofGroups('members[value eq "u7"]'),
  "id eq and members eq, as Entra ID asks": ofGroups('id eq "g8" and members eq "u7"')
}

describe(`an index of PostgreSQL finds among ${users} users`, () => {
  it.each(Object.entries(lookups))("%s", async (_, request) => {
    expect(await runtime.runPromise(wideSteps(request))).toEqual([])
  })
})
