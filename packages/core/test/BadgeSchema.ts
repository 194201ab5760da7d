/**
 * An extension of User for the tests: one attribute of each type and of each characteristic that the schemas of the
 * RFC leave unused.
 */
import { AttributeDefinition, EnterpriseUserSchema, ResourceType, ScimSchema, UserSchema } from "@rollcall/core"

const { boolean, complex, dateTime, integer, make, reference, string } = AttributeDefinition

export const urn = "urn:example:scim:schemas:badge:2.0:User"

export const level = integer("level", "How far it opens doors.")

export const schema: ScimSchema.ScimSchema = ScimSchema.make({
  id: urn,
  name: "Badge",
  description: "The badge of a user.",
  attributes: [
    string("serial", "Printed on it.", {
      required: true,
      mutability: "immutable",
      returned: "always",
      caseExact: true
    }),
    level,
    make("weight", "decimal", "In grams."),
    dateTime("issued", "When it was handed out."),
    make("key", "binary", "Its public key."),
    reference("page", ["external"], "A page about it."),
    boolean("valid", "Whether it opens doors."),
    string("state", "Where it is.", { mutability: "readOnly" }),
    string("pin", "What is typed with it.", { mutability: "writeOnly", returned: "never" }),
    string("colour", "What it looks like.", { returned: "request" }),
    string("tags", "What is written on it.", { multiValued: true }),
    complex("holder", "The string around the neck.", [
      string("maker", "Who made it.", { mutability: "immutable", returned: "always" }),
      string("note", "What is to be said of it."),
      string("checked", "Who looked at it last.", { mutability: "readOnly" }),
      string("hint", "What helps to find it.", { returned: "request" }),
      string("secret", "What nobody gets to see.", { returned: "never" })
    ]),
    complex(
      "doors",
      "The doors that it opens.",
      [
        string("value", "The door's number.", { required: true }),
        string("type", "Which house."),
        boolean("primary", "The one that is used most.")
      ],
      { multiValued: true }
    )
  ]
})

/** A user with both extensions. */
export const user: ResourceType.ResourceType = ResourceType.make({
  id: "User",
  name: "User",
  description: "A person's account.",
  endpoint: "/Users",
  schema: UserSchema.schema,
  extensions: [
    { schema: EnterpriseUserSchema.schema, required: false },
    { schema, required: false }
  ]
})
