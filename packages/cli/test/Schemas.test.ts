import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as NodeContext from "@effect/platform-node/NodeContext"
import { it } from "@effect/vitest"
import { SchemaRegistry } from "@rollcall/core"
import { Effect, Either } from "effect"
import { afterAll, beforeAll, describe, expect } from "vitest"
import * as Schemas from "../src/Schemas.ts"

let directory = ""
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rollcall-schemas-"))
  await writeFile(join(directory, "notes.txt"), "not JSON")
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const load = (path: string | undefined) => Effect.either(Effect.provide(Schemas.load(path), NodeContext.layer))

const message = (loaded: Either.Either<unknown, { readonly message: string }>): string =>
  Either.match(loaded, { onLeft: (error) => error.message, onRight: () => "no error" })

const examples = fileURLToPath(new URL("../../../examples/schemas", import.meta.url))

describe("Schemas.load", () => {
  it.effect("has the standard types where nothing is named", () =>
    Effect.map(load(undefined), (loaded) => expect(loaded).toEqual(Either.right(SchemaRegistry.standard)))
  )

  it.effect("reads a directory and a file", () =>
    Effect.gen(function* () {
      const all = Either.getOrThrow(yield* load(examples))
      expect(all.resourceTypes.map(({ name }) => name)).toEqual(["User", "Group", "Device"])
      const one = Either.getOrThrow(yield* load(join(examples, "company.json")))
      expect(one.resourceTypes.map(({ name }) => name)).toEqual(["User", "Group"])
      expect(one.resourceTypes[0]?.extensions).toHaveLength(2)
    })
  )

  it.effect("says why it reads nothing", () =>
    Effect.gen(function* () {
      const none = yield* load(join(directory, "nowhere"))
      expect(message(none)).toContain("ROLLCALL_SCHEMAS must name a JSON file of schemas and resource types")
      expect(message(none)).toContain("it cannot be read")
      expect(message(yield* load(directory))).toContain("it is a directory without any .json file")
    })
  )

  it.effect("says where a document is no JSON, and what is wrong with one that is", () =>
    Effect.gen(function* () {
      yield* Effect.promise(() => writeFile(join(directory, "a.json"), '{\n  "id": }'))
      expect(message(yield* load(directory))).toContain("a.json: The body cannot be read: at line 2, column 9")
      yield* Effect.promise(() => writeFile(join(directory, "a.json"), '{"attributes": [], "id": ""}'))
      expect(message(yield* load(directory))).toBe(
        'The schemas of ROLLCALL_SCHEMAS cannot be used:\n  a.json: The schema must have the text "id", but it is empty.'
      )
    })
  )
})
