/**
 * What storage says when it refuses a change: alike in every implementation, for the administrator who reads it in an
 * identity provider's log.
 */
import { type References, type ResourceType, ScimError } from "@rollcall/core"

/** A value that must be unique is another resource's. The attribute is named as `AttributePath.print` does. */
export const taken = (type: ResourceType.ResourceType, attribute: string): ScimError.Uniqueness =>
  new ScimError.Uniqueness({
    attribute,
    detail: `There is a ${type.name} with this ${attribute} already. Look it up with a filter (${attribute} eq "…") and update that one, or send another ${attribute}.`
  })

/** A stage of changes must match a member and matches none: `mustMatch` of `MemberChanges.Stage` is its path. */
export const noMember = (path: string): ScimError.NoTarget =>
  new ScimError.NoTarget({
    path,
    detail: `No member of the group matches ${path}, so there is nothing to replace. Use "add" to give the group a new member.`
  })

const namedMax = 5

/** Members that are not known, where they are not to wait: as they were named, in the order in which they were given. */
export const unknownMembers = (names: ReadonlyArray<string>): ScimError.InvalidValue => {
  const more = names.length > namedMax ? ` and ${names.length - namedMax} more` : ""
  return new ScimError.InvalidValue({
    attribute: "members",
    detail: `These members do not exist: ${names.slice(0, namedMax).join(", ")}${more}. Create them first, and send the id that the server gave them as "value".`
  })
}

const shownLengthMax = 80

/** A reference to a resource that is not there, or is of another type. */
export const unknownReference = ({ attribute, id, types }: References.Reference): ScimError.InvalidValue =>
  new ScimError.InvalidValue({
    attribute,
    detail: `${attribute} refers to "${id.slice(0, shownLengthMax)}", but there is no ${types.join(" or ")} with this id. Create it first, or send the id of one that is there.`
  })
