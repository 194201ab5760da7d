/**
 * Stores as one run of a case sees them: every tenant and token that it names begins with a mark that no other run has.
 * So cases may share a store with one another and with whatever is in it, and nothing has to be cleared between them.
 */
import type { Token } from "@rollcall/core"
import {
  EventStore,
  type Logged,
  LogStore,
  ResourceStore,
  type Tenant,
  TenantStore,
  TokenStore,
  TransferStore
} from "@rollcall/provider"
import { Effect, Option, Random } from "effect"
import type { Case, Run } from "./Case.ts"

/** Hexadecimal, as digests are. */
const mark = Effect.map(Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER), (number) =>
  number.toString(16).padStart(16, "0")
)

/** Runs with tenants of its own, new ones each time. */
export const alone = (run: Run<ResourceStore>): Run<ResourceStore> =>
  Effect.flatMap(mark, (own) => Effect.updateService(run, ResourceStore, (store) => marked(store, own)))

export const resources = (given: Case<ResourceStore>): Case<ResourceStore> => ({ ...given, run: alone(given.run) })

export const events = (given: Case<ResourceStore | EventStore>): Case<ResourceStore | EventStore> => ({
  ...given,
  run: Effect.flatMap(mark, (own) =>
    given.run.pipe(
      Effect.updateService(ResourceStore, (store) => marked(store, own)),
      Effect.updateService(EventStore, (store) => markedEvents(store, own))
    )
  )
})

export const tenants = (given: Case<TenantStore>): Case<TenantStore> => ({
  ...given,
  run: Effect.flatMap(mark, (own) => Effect.updateService(given.run, TenantStore, (store) => markedTenants(store, own)))
})

export const tokens = (given: Case<TenantStore | TokenStore>): Case<TenantStore | TokenStore> => ({
  ...given,
  run: Effect.flatMap(mark, (own) =>
    given.run.pipe(
      Effect.updateService(TenantStore, (store) => markedTenants(store, own)),
      Effect.updateService(TokenStore, (store) => markedTokens(store, own))
    )
  )
})

export const logs = (given: Case<LogStore>): Case<LogStore> => ({
  ...given,
  run: Effect.flatMap(mark, (own) => Effect.updateService(given.run, LogStore, (store) => markedLogs(store, own)))
})

export const transfers = (given: Case<ResourceStore | TransferStore>): Case<ResourceStore | TransferStore> => ({
  ...given,
  run: Effect.flatMap(mark, (own) =>
    given.run.pipe(
      Effect.updateService(ResourceStore, (store) => marked(store, own)),
      Effect.updateService(TransferStore, (store) => markedTransfers(store, own))
    )
  )
})

const markedTransfers = (store: TransferStore["Type"], own: string): TransferStore["Type"] => ({
  memberships: (tenant, limit, after) => store.memberships(own + tenant, limit, after),
  restore: (tenant, inserts) => store.restore(own + tenant, inserts),
  enrol: (tenant, enrolments, now, recording) => store.enrol(own + tenant, enrolments, now, recording)
})

const marked = (store: ResourceStore["Type"], own: string): ResourceStore["Type"] => ({
  insert: (tenant, given) => store.insert(own + tenant, given),
  find: (tenant, type, id) => store.find(own + tenant, type, id),
  findHeld: (tenant, type, id) => store.findHeld(own + tenant, type, id),
  update: (tenant, type, id, now, decide) => store.update(own + tenant, type, id, now, decide),
  remove: (tenant, type, id, now, keep, decide, recording) =>
    store.remove(own + tenant, type, id, now, keep, decide, recording),
  kept: (tenant, type, from) => store.kept(own + tenant, type, from),
  restore: (tenant, type, id, now, decide) => store.restore(own + tenant, type, id, now, decide),
  atomically: (effect) => store.atomically(effect),
  versions: (tenant, ids) => store.versions(own + tenant, ids),
  query: (tenant, query) => store.query(own + tenant, query),
  members: (tenant, groups) => store.members(own + tenant, groups),
  memberCounts: (tenant, groups) => store.memberCounts(own + tenant, groups),
  memberPage: (tenant, group, from) => store.memberPage(own + tenant, group, from),
  memberships: (tenant, ids) => store.memberships(own + tenant, ids),
  census: (tenant) => store.census(own + tenant),
  references: (tenant, ids) => store.references(own + tenant, ids)
})

const markedEvents = (store: EventStore["Type"], own: string): EventStore["Type"] => ({
  after: (tenant, seq, limit) => store.after(own + tenant, seq, limit),
  end: (tenant) => store.end(own + tenant),
  newest: (tenant, query) => store.newest(own + tenant, query),
  history: (tenant, query) => store.history(own + tenant, query),
  prune: (tenant, before) => store.prune(own + tenant, before),
  forget: (tenant, before) => store.forget(own + tenant, before)
})

const markedTenants = (store: TenantStore["Type"], own: string): TenantStore["Type"] => {
  const into = (tenant: Tenant.Tenant) => ({ ...tenant, id: tenantInto(own, tenant.id) })
  return {
    insert: (tenant) => store.insert(into(tenant)),
    find: (id) => Effect.map(store.find(tenantInto(own, id)), Option.map(tenantFrom(own))),
    list: () => Effect.map(store.list(), (found) => found.filter(({ id }) => isOwn(own, id)).map(tenantFrom(own))),
    // Those of a run stand together. Where the shared one stands among the others depends on the mark, so it is left out.
    page: (after = "", limit) =>
      Effect.map(store.page(own + after, limit), (found) =>
        found.filter(({ id }) => id.startsWith(own)).map(tenantFrom(own))
      ),
    update: (tenant) => store.update(into(tenant)),
    change: (id, decide) =>
      Effect.map(
        store.change(tenantInto(own, id), (tenant) => decide(tenantFrom(own)(tenant))),
        Option.map(tenantFrom(own))
      )
  }
}

/** The tenant that every store has. */
const shared = "default"
const tenantInto = (own: string, id: string): string => (id === shared ? id : own + id)
const isOwn = (own: string, id: string): boolean => id === shared || id.startsWith(own)
const without = (own: string, text: string): string => (text.startsWith(own) ? text.slice(own.length) : text)
const tenantFrom =
  (own: string) =>
  (tenant: Tenant.Tenant): Tenant.Tenant => ({ ...tenant, id: without(own, tenant.id) })

const markedTokens = (store: TokenStore["Type"], own: string): TokenStore["Type"] => {
  const into = (token: Token.Token): Token.Token => ({
    ...token,
    id: own + token.id,
    digest: own + token.digest,
    tenant: tenantInto(own, token.tenant)
  })
  const from = (token: Token.Token): Token.Token => ({
    ...token,
    id: without(own, token.id),
    digest: without(own, token.digest),
    tenant: without(own, token.tenant)
  })
  return {
    insert: (token) => store.insert(into(token)),
    findByDigest: (digest) =>
      Effect.map(
        store.findByDigest(own + digest),
        Option.map(({ token, tenant }) => ({ token: from(token), tenant: tenantFrom(own)(tenant) }))
      ),
    find: (id) => Effect.map(store.find(own + id), Option.map(from)),
    list: (tenant) =>
      Effect.map(store.list(tenant === undefined ? tenant : tenantInto(own, tenant)), (found) =>
        found.filter(({ id }) => id.startsWith(own)).map(from)
      ),
    rotate: (retired, successor) => store.rotate(into(retired), into(successor)),
    update: (token) => store.update(into(token)),
    touch: (id, now) => store.touch(own + id, now)
  }
}

const markedLogs = (store: LogStore["Type"], own: string): LogStore["Type"] => {
  const from = (entry: Logged): Logged => ({ ...entry, tenant: without(own, entry.tenant) })
  return {
    append: (entries) => store.append(entries.map((entry) => ({ ...entry, tenant: own + entry.tenant }))),
    page: (query) => Effect.map(store.page({ ...query, tenant: own + query.tenant }), (found) => found.map(from)),
    find: (tenant, seq) => Effect.map(store.find(own + tenant, seq), Option.map(from)),
    count: (tenant, spans) => store.count(own + tenant, spans),
    prune: (tenant, before, limit) => store.prune(own + tenant, before, limit)
  }
}
