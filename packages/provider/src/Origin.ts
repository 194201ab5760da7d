/**
 * Where a change comes from, as the history of a resource has it: who made it, and by which request. It is recorded with
 * the change and stands in no event, since applications are told what happened and not who did it.
 */
import { nameOf, type Principal } from "./Principal.ts"

/** Names are those of that time: an actor may have another one since, or be gone. */
export type Actor =
  | { readonly kind: "token" | "administrator"; readonly id: string; readonly name: string }
  /** Somebody who can open the database. */
  | { readonly kind: "commandLine" }

export interface Origin {
  readonly actor: Actor
  /** As its answer and the log have it: `x-request-id`. */
  readonly request?: string
}

export const of = (principal: Principal, request?: string): Origin => ({
  actor: actorOf(principal),
  ...(request === undefined ? {} : { request })
})

const actorOf = (principal: Principal): Actor => {
  if (principal._tag === "CommandLine") return { kind: "commandLine" }
  const { id, name } = nameOf(principal)
  return { kind: principal._tag === "Token" ? "token" : "administrator", id, name }
}

export const commandLine: Origin = { actor: { kind: "commandLine" } }
