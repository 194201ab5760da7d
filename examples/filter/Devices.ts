/** Filters and PATCH over objects of your own, by a schema of your own. There is no server here and no storage. */
import {
  AttributeDefinition,
  Filter,
  FilterEvaluator,
  FilterParser,
  FilterResolver,
  type Json,
  Limits,
  PatchEngine,
  PatchOperation,
  Policy,
  ResourceType,
  ResourceValidator,
  SchemaRegistry,
  type ScimError,
  ScimSchema
} from "@rollcall/core"
import { Either } from "effect"

const { boolean, complex, integer, string } = AttributeDefinition

const schema = ScimSchema.make({
  id: "urn:example:Device",
  name: "Device",
  description: "A device in the rack.",
  attributes: [
    string("serial", "What is printed on it.", { required: true, caseExact: true, mutability: "immutable" }),
    string("room", "Where it stands."),
    boolean("online", "Whether it was seen today."),
    complex(
      "ports",
      "What can be plugged in.",
      [string("type", "Its shape.", { canonicalValues: ["rj45", "sfp"] }), integer("speed", "In megabits a second.")],
      { multiValued: true }
    )
  ]
})

export const device = ResourceType.make({
  id: "Device",
  name: "Device",
  description: "A device in the rack.",
  endpoint: "/Devices",
  schema,
  extensions: []
})

/** Whether the schema is one by which names can be resolved; the left side says what is wrong with it. */
export const registry = SchemaRegistry.make([device])

/** The devices that a filter finds: `ports[type eq "sfp" and speed ge 10000] and not (room pr)`. */
export const matching = (
  devices: ReadonlyArray<Json.JsonObject>,
  text: string
): Either.Either<ReadonlyArray<Json.JsonObject>, ScimError.InvalidFilter> =>
  Either.gen(function* () {
    const { filter } = yield* FilterParser.parse(text)
    const resolved = yield* FilterResolver.resolve(filter, device, Policy.strict)
    return devices.filter((each) => FilterEvaluator.evaluate(resolved.filter, each))
  })

/** The device after all operations of a PATCH, or the first error. The device that is given stays as it is. */
export const patched = (
  before: Json.JsonObject,
  body: Json.Json
): Either.Either<Json.JsonObject, ScimError.ScimError> =>
  Either.gen(function* () {
    const limits = Limits.standard
    const operations = yield* PatchOperation.decode(body, limits)
    const patch = {
      type: device,
      id: "",
      document: before,
      operations,
      policy: Policy.strict,
      grammar: Filter.rfcGrammar
    }
    const { document } = yield* PatchEngine.apply({ ...patch, limits })
    return (yield* ResourceValidator.validate(device, document, Policy.strict)).document
  })
