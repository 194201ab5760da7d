/**
 * Schemas and resource types of one's own, read from where `ROLLCALL_SCHEMAS` says: a JSON file, or a directory of such.
 * What they must be is the core's matter; whatever is wrong with them stops the start with all sentences at once.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import { type Json, RegistryDocuments, SchemaRegistry } from "@rollcall/core"
import { JsonBody } from "@rollcall/http"
import { Effect, Either } from "effect"
import { CliError } from "./CliError.ts"

/** The standard registry where there is no path. */
export const load = (
  path: string | undefined
): Effect.Effect<SchemaRegistry.SchemaRegistry, CliError, FileSystem.FileSystem | Path.Path> =>
  path === undefined ? Effect.succeed(SchemaRegistry.standard) : read(path)

const read = Effect.fnUntraced(function* (path: string) {
  const files = yield* filesAt(path)
  if (files.length === 0) return yield* refuse(path, "it is a directory without any .json file")
  const documents = yield* Effect.forEach(files, readDocument(path))
  const registry = RegistryDocuments.parse(documents)
  if (Either.isRight(registry)) return registry.right
  const lines = registry.left.map((problem) => `  ${problem}`)
  return yield* new CliError({ message: ["The schemas of ROLLCALL_SCHEMAS cannot be used:", ...lines].join("\n") })
})

const refuse = (path: string, reason: string): CliError =>
  new CliError({
    message: `ROLLCALL_SCHEMAS must name a JSON file of schemas and resource types, or a directory of such files, but ${JSON.stringify(path)} is none: ${reason}.`
  })

/** The file itself, or the JSON files in the directory, in the order of their names. */
const filesAt = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const unreadable = () => refuse(path, "it cannot be read")
  const { type } = yield* Effect.mapError(files.stat(path), unreadable)
  if (type !== "Directory") return [path]
  const names = yield* Effect.mapError(files.readDirectory(path), unreadable)
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(path, name))
})

/** Documents of people nest no deeper than requests do, and twice keys are a slip here too. */
const depthMax = 32

const readDocument = (path: string) =>
  Effect.fnUntraced(function* (file: string) {
    const bytes = yield* Effect.mapError((yield* FileSystem.FileSystem).readFile(file), () =>
      refuse(path, `${file} cannot be read`)
    )
    const parsed: Either.Either<Json.Json, { readonly detail: string }> = JsonBody.parse(bytes, depthMax)
    if (Either.isLeft(parsed)) return yield* refuse(path, `${file}: ${parsed.left.detail}`)
    return { name: (yield* Path.Path).basename(file), body: parsed.right }
  })
