/**
 * Who acts: a client by its token, somebody who administers, or whoever types commands where the database is. Clients may
 * what the scopes of their token say; the others may everything in the tenants that are theirs, which is looked at where
 * they are let in.
 */
import { type Token, TokenPolicy } from "@rollcall/core"
import type * as Administrator from "./Administrator.ts"

export type Principal =
  | { readonly _tag: "Token"; readonly token: Token.Token }
  | { readonly _tag: "Administrator"; readonly administrator: Name }
  | { readonly _tag: "CommandLine" }

/** By which a log names somebody. */
export interface Name {
  readonly id: string
  readonly name: string
  /** For whom a token was made. */
  readonly identityProvider?: string
}

export const token = (token: Token.Token): Principal => ({ _tag: "Token", token })

export const administrator = ({ id, name }: Administrator.Administrator): Principal => ({
  _tag: "Administrator",
  administrator: { id, name }
})

/** Whoever can open the database may do everything with it. */
export const commandLine: Principal = { _tag: "CommandLine" }

export const nameOf = (principal: Principal): Name => {
  switch (principal._tag) {
    case "Token":
      return nameOfToken(principal.token)
    case "Administrator":
      return principal.administrator
    case "CommandLine":
      return { id: "rollcall", name: "rollcall" }
  }
}

const nameOfToken = ({ id, name, identityProvider }: Token.Token): Name => ({
  id,
  name,
  ...(identityProvider === undefined ? {} : { identityProvider })
})

/** The token of a client. */
export const tokenOf = (principal: Principal): Token.Token | undefined =>
  principal._tag === "Token" ? principal.token : undefined

export const allows = (principal: Principal, area: "users" | "groups", access: "read" | "write"): boolean =>
  principal._tag === "Token" ? TokenPolicy.allows(principal.token, area, access) : true
