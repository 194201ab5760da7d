/** Resource types that have an attribute of every kind: what the random resources and filters are made for. */
import { AttributeDefinition, ResourceType, SchemaRegistry, ScimSchema } from "@rollcall/core"
import { Either } from "effect"

const { boolean, complex, dateTime, integer, make, reference, string } = AttributeDefinition

const simple = (multiValued: boolean, prefix: string): ReadonlyArray<AttributeDefinition.AttributeDefinition> => [
  string(`${prefix}Text`, "", { multiValued }),
  string(`${prefix}Exact`, "", { multiValued, caseExact: true }),
  boolean(`${prefix}Flag`, "", { multiValued }),
  integer(`${prefix}Count`, "", { multiValued }),
  make(`${prefix}Amount`, "decimal", "", { multiValued }),
  dateTime(`${prefix}Since`, "", { multiValued }),
  make(`${prefix}Blob`, "binary", "", { multiValued }),
  reference(`${prefix}Link`, ["uri"], "", { multiValued })
]

/** Its URN holds what would have to be quoted, were it ever written into SQL or into a JSON path. */
const extension = ScimSchema.make({
  id: 'urn:example:it\'s "quoted\\":2.0:Every.Kind',
  name: "EveryKind",
  description: "",
  attributes: [
    ...simple(false, "one"),
    ...simple(true, "many"),
    complex("part", "", simple(false, "its")),
    complex("badge", "", [integer("numbers", "", { multiValued: true, uniqueness: "server" })]),
    complex(
      "parts",
      "",
      [...simple(false, "its"), boolean("primary", ""), string("labels", "", { multiValued: true })],
      {
        multiValued: true
      }
    )
  ]
})

export const user: ResourceType.ResourceType = ResourceType.make({
  ...SchemaRegistry.user,
  extensions: [...SchemaRegistry.user.extensions, { schema: extension, required: false }]
})

export const group: ResourceType.ResourceType = SchemaRegistry.group

export const registry: SchemaRegistry.SchemaRegistry = Either.getOrThrow(SchemaRegistry.make([user, group]))

export const named = (name: string): ResourceType.ResourceType => (name === group.name ? group : user)
