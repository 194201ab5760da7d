/**
 * What a runtime brings along, so that one command serves all of them: it opens databases, listens, and knows whether
 * somebody sits at the other end of its output.
 */
import type { SchemaRegistry } from "@rollcall/core"
import type { ScimHandler } from "@rollcall/http"
import type { AdministratorStore, LogStore, SetupLinkStore } from "@rollcall/provider"
import { Context, type Effect, type Layer, type Scope } from "effect"
import type { Address } from "./Address.ts"
import type { CliError } from "./CliError.ts"
import type { DatabaseUrl } from "./DatabaseUrl.ts"
import type { Process } from "./ProcessUsage.ts"

/** What the storage of a server has: that of SCIM, that of those who administer, and the provisioning log. */
export type Services = ScimHandler.Services | AdministratorStore | SetupLinkStore | LogStore

export class Platform extends Context.Tag("rollcall/cli/Platform")<
  Platform,
  {
    /**
     * Opens the database for resources of these types and brings its tables up to date. Fails with what the database said
     * when it cannot.
     */
    readonly storage: (database: DatabaseUrl, registry: SchemaRegistry.SchemaRegistry) => Layer.Layer<Services, Error>
    /**
     * Serves until the scope closes; then what was accepted is finished before the scope is closed. Answers the address
     * that it is bound to. Fails when it cannot be bound.
     */
    readonly listen: (address: Address, handler: ScimHandler.Handler) => Effect.Effect<Address, CliError, Scope.Scope>
    /** What can be asked about the process itself. */
    readonly process: Process
    readonly stdoutIsTerminal: boolean
    readonly stderrIsTerminal: boolean
  }
>() {}
