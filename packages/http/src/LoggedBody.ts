/**
 * Bodies as the provisioning log keeps them: masked before they get anywhere, and of a bounded length. A body that is no
 * JSON is not kept at all, since nobody could tell the secrets in it from the rest.
 */
import { type Json, Literals, PersonMask, type SchemaRegistry, SecretMask } from "@rollcall/core"
import type { Tenant } from "@rollcall/provider"
import { Either } from "effect"

/** A larger body is not masked, which would cost as much time as the request: a page of a hundred users fits. */
export const bytesMax = 128 * 1024

/** What is shown of a body. The first users of a list tell as much as all of them. */
const shownLengthMax = 16 * 1024

export interface LoggedBody {
  /** A path that an error names: a client may have written a value into its brackets. */
  readonly ofPath: (path: string) => string
  /** A body that was read as JSON before. */
  readonly ofJson: (json: Json.Json, kept: Tenant.Settings["logBodies"]) => string | undefined
  /** A body that is JSON as the server itself has written it. */
  readonly ofText: (text: string, kept: Tenant.Settings["logBodies"]) => string | undefined
}

/** Masks for the attributes of these schemas. */
export const of = (registry: SchemaRegistry.SchemaRegistry): LoggedBody => {
  const [secrets, people] = [SecretMask.compile(registry), PersonMask.compile(registry)]
  const keep = PersonMask.nobodys(registry)
  const ofJson: LoggedBody["ofJson"] = (json, kept) => {
    if (kept === "none") return undefined
    const open = secrets(json)
    return shorten(JSON.stringify(kept === "masked" ? people(open) : open))
  }
  return {
    ofPath: (path) => Literals.mask(path, keep),
    ofJson,
    ofText: (text, kept) => {
      if (kept === "none") return undefined
      if (text.length > bytesMax) return tooLarge(text.length)
      const parsed = Either.try((): Json.Json => JSON.parse(text))
      return Either.isLeft(parsed) ? undefined : ofJson(parsed.right, kept)
    }
  }
}

/** Stands where a body of that length would. */
export const tooLarge = (bytes: number): string => `(${bytes} bytes, more than the log keeps)`

const shorten = (text: string): string =>
  text.length <= shownLengthMax ? text : `${text.slice(0, shownLengthMax)}… (${text.length} characters in all)`
