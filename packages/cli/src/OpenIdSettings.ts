/** The OpenID provider that the environment names, whole or not at all; its secret stands there or in a file. */
import * as FileSystem from "@effect/platform/FileSystem"
import type * as OpenIdProvider from "@rollcall/http/OpenIdProvider"
import { Effect, Redacted } from "effect"
import { CliError } from "./CliError.ts"
import type { Configuration } from "./Configuration.ts"

type Given = Pick<Configuration, "oidcIssuer" | "oidcClientId" | "oidcClientSecret" | "oidcClientSecretFile">

/** Nothing where none of the variables is set. */
export const load = (
  given: Given
): Effect.Effect<OpenIdProvider.Settings | undefined, CliError, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret, oidcClientSecretFile } = given
    if ([issuer, clientId, oidcClientSecret, oidcClientSecretFile].every((each) => each === undefined)) return undefined
    if (oidcClientSecret !== undefined && oidcClientSecretFile !== undefined) {
      return yield* refuse("ROLLCALL_OIDC_CLIENT_SECRET and ROLLCALL_OIDC_CLIENT_SECRET_FILE contradict each other.")
    }
    const secret = oidcClientSecretFile === undefined ? oidcClientSecret : yield* read(oidcClientSecretFile)
    if (issuer === undefined || clientId === undefined || secret === undefined) {
      return yield* refuse(
        "ROLLCALL_OIDC_ISSUER, ROLLCALL_OIDC_CLIENT_ID and ROLLCALL_OIDC_CLIENT_SECRET, or the last one with _FILE, go together: set all of them, or none."
      )
    }
    return { issuer, clientId, clientSecret: Redacted.make(secret) }
  })

const refuse = (message: string): CliError => new CliError({ message })

/** Editors end a file with a new line, which is no part of the secret. */
const read = (path: string): Effect.Effect<string, CliError, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const message = `ROLLCALL_OIDC_CLIENT_SECRET_FILE must name a file that has the secret, but ${JSON.stringify(path)} `
    const text = yield* Effect.mapError(files.readFileString(path), () => refuse(`${message}cannot be read.`))
    return text.trim() === "" ? yield* refuse(`${message}is empty.`) : text.trim()
  })
