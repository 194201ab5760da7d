/** What stops a command: a sentence for the person who typed it. It ends the process with exit code 1. */
import type { ScimError } from "@rollcall/core"
import type {
  AdministratorService,
  ClientService,
  IdentityService,
  PublicKeys,
  ReceiverService,
  SetupLinkService,
  TokenService,
  Undelivered,
  WebhookService
} from "@rollcall/provider"
import { Data } from "effect"
import type { Address } from "./Address.ts"
import * as DatabaseUrl from "./DatabaseUrl.ts"

export class CliError extends Data.TaggedError("CliError")<{ readonly message: string }> {}

/** What a command can run into. */
export type Trouble =
  | CliError
  | ScimError.ScimError
  | TokenService.UnknownTenant
  | TokenService.UnknownUser
  | TokenService.UnknownToken
  | ClientService.UnknownClient
  | ClientService.InvalidLifetime
  | ClientService.NotRotated
  | PublicKeys.InvalidKeys
  | AdministratorService.UnknownAdministrator
  | AdministratorService.NameTaken
  | AdministratorService.InvalidAdministrator
  | WebhookService.UnknownWebhook
  | WebhookService.UnfitUrl
  | ReceiverService.UnknownReceiver
  | Undelivered
  | IdentityService.IdentityTaken
  | SetupLinkService.OperatorExists

/** The same in words, with what to do next. */
export const explain = (trouble: Trouble): CliError => {
  switch (trouble._tag) {
    case "CliError":
      return trouble
    case "UnknownTenant":
      return new CliError({
        message: `There is no tenant ${JSON.stringify(trouble.id)}. "rollcall tenant list" shows those that there are.`
      })
    case "UnknownUser":
      return new CliError({
        message: `There is no user with the id ${JSON.stringify(trouble.id)} in the tenant ${trouble.tenant}. "rollcall user list" shows those that there are.`
      })
    case "UnknownToken":
      return new CliError({
        message: `There is no token with the id ${JSON.stringify(trouble.id)}. "rollcall token list" shows those that there are.`
      })
    case "UnknownClient":
      return new CliError({
        message: `There is no client with the id ${JSON.stringify(trouble.id)}. "rollcall client list" shows those that there are.`
      })
    case "UnknownAdministrator":
      return new CliError({
        message: `There is no administrator ${JSON.stringify(trouble.name)}. "rollcall admin list" shows those that there are.`
      })
    case "NameTaken":
      return new CliError({ message: `There is an administrator ${JSON.stringify(trouble.name)} already.` })
    case "UnknownWebhook":
      return new CliError({
        message: `There is no webhook with the id ${JSON.stringify(trouble.id)}. "rollcall webhook list" shows those that there are.`
      })
    case "UnknownReceiver":
      return new CliError({
        message: `There is no receiver with the id ${JSON.stringify(trouble.id)}. "rollcall receiver list" shows those that there are.`
      })
    case "UnfitUrl":
      return new CliError({ message: `The URL must be ${trouble.detail}.` })
    case "Undelivered":
      return new CliError({ message: `The endpoint could not be reached: ${trouble.detail}.` })
    case "IdentityTaken":
      return new CliError({
        message: `The administrator ${trouble.name} or the account is bound already. "rollcall admin unbind NAME" takes an account away.`
      })
    case "OperatorExists":
      return new CliError({
        message:
          'There is an operator already. "rollcall admin create NAME" makes another one, and "rollcall admin password NAME" gives one another password.'
      })
    default:
      return new CliError({ message: trouble.detail })
  }
}

/** Why the database cannot be used. Layers above the driver wrap what it said; the innermost error has the reason. */
export const ofDatabase = (database: DatabaseUrl.DatabaseUrl, error: Error): CliError => {
  let reason = error
  while (reason.cause instanceof Error) reason = reason.cause
  const given = JSON.stringify(DatabaseUrl.print(database))
  return new CliError({
    message: `ROLLCALL_DATABASE_URL must name a database that can be opened and changed, but it is ${given}: ${reason.message}.`
  })
}

/** Why the server cannot listen there, from what the runtime threw. */
export const cannotListen = (address: Address, error: unknown): CliError => {
  const where = `${address.host}, port ${address.port}`
  switch (codeOf(error)) {
    case "EADDRINUSE":
    case "AddrInUse":
      return new CliError({
        message: `ROLLCALL_PORT must be a free port, but another program listens on ${where}. Set it to another one, or to 0 for any that is free.`
      })
    case "EACCES":
    case "PermissionDenied":
      return new CliError({
        message: `ROLLCALL_PORT must be a port that this user may open, but the system refuses ${where}. Take one above 1023.`
      })
    default:
      return new CliError({
        message: `ROLLCALL_HOST must be an address of this machine, but ${where} cannot be opened (${codeOf(error)}).`
      })
  }
}

/** Node and Bun name the reason in `code`; Deno has a class for each. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return "code" in error && typeof error.code === "string" ? error.code : error.name
}
