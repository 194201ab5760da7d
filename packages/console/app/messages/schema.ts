/** Words of the page of schemas and mappings, in English. What an attribute is for is said by the schema itself. */

export const schema = {
  title: "Schema",
  about: "What users and groups of this tenant are made of, and where the attributes of identity providers go.",
  types: "Resource type",
  find: "Find an attribute",
  none: "No attribute has these letters",
  noneAbout: "Try fewer of them, or the other resource type.",
  count: (count: number) => (count === 1 ? "1 attribute" : `${count} attributes`),
  parts: {
    common: ["Common attributes", "What every resource has."],
    extension: "Extension",
    requiredExtension: "Required extension"
  },
  subAttributes: (count: number) => (count === 1 ? "1 sub-attribute" : `${count} sub-attributes`),
  list: (type: string) => `list of ${type}`,
  words: {
    required: "Required",
    caseExact: "Case matters",
    unsearchable: "Not searchable",
    mutability: { readOnly: "Read only", immutable: "Set once", writeOnly: "Write only", readWrite: "" },
    returned: { always: "Always returned", never: "Never returned", request: "Returned on request", default: "" },
    uniqueness: { server: "Unique", global: "Unique everywhere", none: "" }
  },
  values: (values: ReadonlyArray<string>) => `Such as ${values.join(", ")}`,
  references: (types: ReadonlyArray<string>) => `Refers to ${types.join(", ")}`,
  mapping: {
    title: "Attribute mappings",
    about: "What identity providers send unless somebody has set them up otherwise, against the schemas above.",
    provider: "Identity provider",
    there: "There",
    here: "SCIM attribute here",
    place: "Has a place",
    known: "Yes",
    unknown: "Not in the schema",
    all: (count: number) => `All ${count} attributes have a place.`,
    some: (known: number, all: number) =>
      `${known} of ${all} attributes have a place. The others are left out or refused, as Settings say of unknown attributes.`,
    basis: {
      documented: "Documented by its maker",
      observed: "Observed in requests",
      reported: "Reported by those whom it sends to"
    },
    source: "Source"
  }
} as const
