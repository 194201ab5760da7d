/**
 * What the storage ports of `@rollcall/provider` promise, as cases that any test runner can run over any implementation.
 * Each case makes tenants and tokens of its own, so an implementation may be made once for all cases or anew for each.
 * They run with the clock of the runtime: those about changes at the same time take a second or two on a slow database.
 */
import type { SchemaRegistry } from "@rollcall/core"
import type {
  AdministratorStore,
  ClientStore,
  EventStore,
  LogStore,
  ResourceStore,
  SecretStore,
  SetupLinkStore,
  TenantStore,
  TokenStore,
  TransferStore,
  WarningStore,
  WebhookStore
} from "@rollcall/provider"
import * as AdministratorStoreContract from "./AdministratorStoreContract.ts"
import * as Apart from "./Apart.ts"
import * as BatchContract from "./BatchContract.ts"
import type { Case } from "./Case.ts"
import * as ClientStoreContract from "./ClientStoreContract.ts"
import * as EventStoreContract from "./EventStoreContract.ts"
import * as HistoryContract from "./HistoryContract.ts"
import * as KeptContract from "./KeptContract.ts"
import * as LinkContract from "./LinkContract.ts"
import * as LogStoreContract from "./LogStoreContract.ts"
import * as LongValueContract from "./LongValueContract.ts"
import * as MembershipContract from "./MembershipContract.ts"
import * as FilterOracle from "./oracle/FilterOracle.ts"
import type * as Oracle from "./oracle/Oracle.ts"
import * as SortingOracle from "./oracle/SortingOracle.ts"
import * as Types from "./oracle/Types.ts"
import * as QueryContract from "./QueryContract.ts"
import * as RaceContract from "./RaceContract.ts"
import * as ResourceContract from "./ResourceContract.ts"
import * as SecretStoreContract from "./SecretStoreContract.ts"
import * as SetupLinkStoreContract from "./SetupLinkStoreContract.ts"
import * as TenancyContract from "./TenancyContract.ts"
import * as TenantStoreContract from "./TenantStoreContract.ts"
import * as TokenStoreContract from "./TokenStoreContract.ts"
import * as TransferStoreContract from "./TransferStoreContract.ts"
import * as WarningStoreContract from "./WarningStoreContract.ts"
import * as WebhookStoreContract from "./WebhookStoreContract.ts"

/** Everything that the ResourceStore port promises, but for what any filter and any order mean: `oracle` does that. */
export const resourceStore: ReadonlyArray<Case<ResourceStore>> = [
  ...ResourceContract.cases,
  ...MembershipContract.cases,
  ...LinkContract.cases,
  ...QueryContract.cases,
  ...LongValueContract.cases,
  ...TenancyContract.cases,
  ...BatchContract.cases,
  ...KeptContract.cases,
  ...RaceContract.cases
].map(Apart.resources)

/** Everything that the TokenStore port promises. A token's tenant is one that the TenantStore was given. */
export const tokenStore: ReadonlyArray<Case<TenantStore | TokenStore>> = TokenStoreContract.cases.map(Apart.tokens)

/** Everything that the TenantStore port promises. */
export const tenantStore: ReadonlyArray<Case<TenantStore>> = TenantStoreContract.cases.map(Apart.tenants)

/** Everything that the SecretStore port promises. */
export const secretStore: ReadonlyArray<Case<SecretStore>> = SecretStoreContract.cases

/** Everything that the AdministratorStore port promises; the service of SCIM needs none. */
export const administratorStore: ReadonlyArray<Case<AdministratorStore>> = AdministratorStoreContract.cases

/** Everything that the SetupLinkStore port promises, over a database that the cases have for themselves. */
export const setupLinkStore: ReadonlyArray<Case<AdministratorStore | SetupLinkStore>> = SetupLinkStoreContract.cases

/** Everything that the LogStore port promises, for storage that keeps a provisioning log: a service provider needs none. */
export const logStore: ReadonlyArray<Case<LogStore>> = LogStoreContract.cases.map(Apart.logs)

/** Everything that the EventStore port promises of the changes that the ResourceStore makes. */
export const eventStore: ReadonlyArray<Case<ResourceStore | EventStore>> = [
  ...EventStoreContract.cases,
  ...HistoryContract.cases
].map(Apart.events)

/**
 * Everything that the WebhookStore port promises. A claim is for whatever is owed in the whole store, so each case needs
 * one of its own.
 */
export const webhookStore: ReadonlyArray<Case<ResourceStore | WebhookStore>> = WebhookStoreContract.cases

/** Everything that the WarningStore port promises, of tokens of the TokenStore; a service provider needs none. */
export const warningStore: ReadonlyArray<Case<TenantStore | TokenStore | WarningStore | EventStore>> =
  WarningStoreContract.cases

/** Everything that the ClientStore port promises; a service provider without one has static tokens alone. */
export const clientStore: ReadonlyArray<Case<ClientStore>> = ClientStoreContract.cases

/** Everything that the TransferStore port promises, for storage that can be moved: a service provider needs none. */
export const transferStore: ReadonlyArray<Case<ResourceStore | TransferStore>> = TransferStoreContract.cases.map(
  Apart.transfers
)

/** Everything that the four ports promise that no service provider can do without, for storage that has them all. */
export const storage: ReadonlyArray<Case<ResourceStore | TenantStore | TokenStore | SecretStore>> = [
  ...resourceStore,
  ...tokenStore,
  ...tenantStore,
  ...secretStore
]

/** The types of the random resources: a store that is held to `oracle` is made for them. They are users and groups too. */
export const registry: SchemaRegistry.SchemaRegistry = Types.registry

/**
 * What filters and sorting mean, whatever they are: random resources, asked for by random filters and orders, are those
 * that `FilterEvaluator` and `Sorting` of `@rollcall/core` say.
 */
export const oracle = (options: Oracle.Options = {}): ReadonlyArray<Case<ResourceStore>> => [
  ...FilterOracle.cases(options),
  ...SortingOracle.cases(options)
]
