/**
 * What a runtime brings along, so that one command serves all of them: it opens databases, listens, and knows whether
 * somebody sits at the other end of its output.
 */
import type { SchemaRegistry } from "@rollcall/core"
import type { ScimHandler } from "@rollcall/http"
import type {
  AdministratorStore,
  ClientStore,
  EventStore,
  LogStore,
  SetupLinkStore,
  StorageStatus,
  TransferStore,
  WarningStore,
  WebhookSender,
  WebhookStore
} from "@rollcall/provider"
import { Context, type Effect, type Layer, type Scope, type Stream } from "effect"
import type { Address } from "./Address.ts"
import type { CliError } from "./CliError.ts"
import type { DatabaseUrl } from "./DatabaseUrl.ts"
import type { Process } from "./ProcessUsage.ts"

/** A look at a database that changes nothing in it. */
export interface Diagnosis {
  readonly name: "sqlite" | "postgres"
  readonly version: string
  /** The clock of the database: milliseconds since 1970. */
  readonly now: number
  /** The steps that its tables have yet to take. */
  readonly pending: ReadonlyArray<string>
  /** Steps that they have taken and this release does not know. */
  readonly unknown: ReadonlyArray<string>
  /** How many secrets of the service it keeps. */
  readonly secrets: number
}

/** What commands use: what SCIM needs, those who administer and watch, the log, and what events and webhooks are made of. */
export type Services =
  | ScimHandler.Services
  | AdministratorStore
  | SetupLinkStore
  | ClientStore
  | LogStore
  | WarningStore
  | EventStore
  | WebhookStore
  | WebhookSender
  | StorageStatus
  | TransferStore

export class Platform extends Context.Tag("rollcall/cli/Platform")<
  Platform,
  {
    /**
     * Opens the database for resources of these types and brings its tables up to date. Fails with what the database said
     * when it cannot.
     */
    readonly storage: (database: DatabaseUrl, registry: SchemaRegistry.SchemaRegistry) => Layer.Layer<Services, Error>
    /** Looks at the database, which must be there. Fails with what it said when it cannot be reached. */
    readonly diagnose: (database: DatabaseUrl) => Effect.Effect<Diagnosis, Error>
    /** How many bytes this user may still write where that file or directory is. */
    readonly freeBytes: (path: string) => Effect.Effect<number, Error>
    /** Until when the certificate is valid that a server shows: milliseconds since 1970. Does not ask who signed it. */
    readonly certificateEnd: (host: string, port: number) => Effect.Effect<number, Error>
    /**
     * Serves until the scope closes; then what was accepted is finished before the scope is closed. Answers the address
     * that it is bound to. Fails when it cannot be bound.
     */
    readonly listen: (address: Address, handler: ScimHandler.Handler) => Effect.Effect<Address, CliError, Scope.Scope>
    /** What can be asked about the process itself. */
    readonly process: Process
    /** What comes from the other end of a pipe. */
    readonly stdin: Stream.Stream<Uint8Array, Error>
    readonly stdoutIsTerminal: boolean
    readonly stderrIsTerminal: boolean
  }
>() {}
