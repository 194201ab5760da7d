/**
 * `rollcall export`: all users and groups of a tenant as JSON lines, to stdout or into a file that appears when it is
 * complete. Any number of them passes through the memory of one page.
 */
import { Command, Options } from "@effect/cli"
import * as FileSystem from "@effect/platform/FileSystem"
import type { Json } from "@rollcall/core"
import { Version } from "@rollcall/http"
import {
  Archive,
  Export,
  type ResourceStore,
  type Session,
  type StoreError,
  type TransferStore
} from "@rollcall/provider"
import { Clock, Console, Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"
import * as Progress from "./Progress.ts"
import * as ResourceSession from "./ResourceSession.ts"

export const command = Command.make(
  "export",
  {
    tenant: Options.text("tenant").pipe(
      Options.withDefault("default"),
      Options.withDescription("The tenant whose users and groups are exported.")
    ),
    file: Options.text("file").pipe(
      Options.optional,
      Options.withDescription(
        "Where to write; without it, to the standard output. What is there is replaced at the end."
      )
    ),
    json: Options.boolean("json").pipe(Options.withDescription("Say what was written to the file as JSON."))
  },
  ({ tenant, file, json }) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const session = yield* ResourceSession.open(surroundings, tenant)
        if (Option.isNone(file)) {
          yield* write(session, (text) => Console.log(text))
          return
        }
        const counts = yield* intoFile(file.value, (print) => write(session, print))
        yield* Output.print(json, { file: file.value, ...counts }, `${file.value} has ${sentence(counts)}.`)
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Write all users, groups and memberships of a tenant as JSON lines, which import reads.",
      "rollcall export --tenant default --file people.jsonl"
    )
  )
)

type Counts = Readonly<Record<string, number>>

type Print<E> = (text: string) => Effect.Effect<void, E>

/** Prints the lines of a page at a time, without the last line end. Answers how many of each kind there were. */
const write = <E>(session: Session.Session, print: Print<E>) =>
  Effect.gen(function* () {
    const progress = yield* Progress.make("resources and memberships")
    const totals = yield* Export.totals(session)
    const all = Array.from(totals.values()).reduce((sum, total) => sum + total, 0)
    const counts: Record<string, number> = {}
    let done = 0
    yield* print(lines([Archive.header(session.tenant.id, Version.version, yield* Clock.currentTimeMillis)]))
    yield* Export.walk(session, ({ what, count, lines: page }) =>
      Effect.gen(function* () {
        yield* print(lines(page))
        counts[what] = (counts[what] ?? 0) + count
        done += what === Export.memberships ? 0 : count
        yield* progress.advance(count, what === Export.memberships ? undefined : Math.min(1, done / Math.max(1, all)))
      })
    )
    return counts
  })

const lines = (page: ReadonlyArray<Json.JsonObject>): string => page.map((line) => JSON.stringify(line)).join("\n")

const sentence = (counts: Counts): string => {
  const parts = Object.entries(counts).map(([what, count]) => Output.counted(count, what))
  return parts.length === 0 ? "no resource" : parts.join(", ")
}

/** Written beside and given its name at the end: whoever finds the file has all of it. */
const intoFile = <A>(
  path: string,
  run: (
    print: Print<CliError>
  ) => Effect.Effect<A, CliError | StoreError, ResourceStore | TransferStore | Environment.Around>
) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const part = `${path}.part`
    const refused = (error: { readonly message: string }) =>
      new CliError({ message: `--file must be a file that can be written, but ${path} is none: ${error.message}` })
    const encoder = new TextEncoder()
    const filled = Effect.scoped(
      Effect.gen(function* () {
        const file = yield* Effect.mapError(files.open(part, { flag: "w", mode: 0o600 }), refused)
        const made = yield* run((text) => Effect.mapError(file.writeAll(encoder.encode(`${text}\n`)), refused))
        yield* Effect.mapError(file.sync, refused)
        return made
      })
    )
    const removed = Effect.ignore(files.remove(part))
    const made = yield* filled.pipe(Effect.onError(() => removed))
    yield* Effect.mapError(files.rename(part, path), refused)
    return made
  })
