/** The one 404 of the operations: there is no such resource. */
import { type ResourceType, ScimError } from "@rollcall/core"

/** Ids come from clients, so a long one is cut before it is shown. */
const shownLengthMax = 80

export const missing = (type: ResourceType.ResourceType, id: string): ScimError.NotFound =>
  new ScimError.NotFound({
    detail: `There is no ${type.name} with the id "${id.slice(0, shownLengthMax)}". It was deleted, or never created here.`
  })
