/**
 * The e-mail address of a user that names none: where an address is demanded and the userName is one, that is the
 * work address. Knows the two attributes of the User schema by name, which the rest of this room does not.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.1.2
 */
import { isArray, isObject, type JsonObject } from "../Json.ts"
import type { Policy } from "../protocol/Policy.ts"
import type { AttributeDefinition } from "../schema/AttributeDefinition.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as UserSchema from "../schema/UserSchema.ts"

/** What to tell an administrator whose users come without an address. */
export const hint =
  'Map the attribute that holds the user\'s address to emails[type eq "work"].value in your identity provider, or make userName an e-mail address.'

/** True for the attribute that this rule is about: `emails` of a user. */
export const concerns = (type: ResourceType, definition: AttributeDefinition): boolean =>
  definition.key === "emails" && type.schema.id === UserSchema.urn

/** True when at least one of the user's addresses is not empty. */
export const isPresent = (document: JsonObject): boolean =>
  isArray(document.emails) &&
  document.emails.some((email) => isObject(email) && typeof email.value === "string" && email.value.trim() !== "")

/** The document with the userName as its primary work address; nothing when that cannot or must not be. */
export const fromUserName = (document: JsonObject, policy: Policy): JsonObject | undefined => {
  const { userName } = document
  if (policy.emailFromUserName !== "take" || typeof userName !== "string" || !isAddress(userName)) return undefined
  return { ...document, emails: [{ value: userName, type: "work", primary: true }] }
}

const addressLengthMax = 254

/** A plain check for what no one would call anything but an e-mail address: `local@host.domain`. */
export const isAddress = (text: string): boolean => {
  const at = text.indexOf("@")
  if (at < 1 || at !== text.lastIndexOf("@") || text.length > addressLengthMax) return false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code <= 0x20 || code === 0x7f || code === 0xa0) return false
  }
  const labels = text.slice(at + 1).split(".")
  return labels.length >= 2 && labels.every((label) => label.length > 0)
}
