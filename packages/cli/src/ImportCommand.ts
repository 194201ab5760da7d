/**
 * `rollcall import`: users and groups from JSON lines into a tenant, as export writes them or as any SCIM service provider
 * shows them. Whatever is wrong is said with the number of its line.
 */
import { Command, Options } from "@effect/cli"
import * as FileSystem from "@effect/platform/FileSystem"
import { Import } from "@rollcall/provider"
import { Clock, Effect, Option, Stream } from "effect"
import * as ArchiveLines from "./ArchiveLines.ts"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"
import { Platform } from "./Platform.ts"
import * as Progress from "./Progress.ts"
import * as ResourceSession from "./ResourceSession.ts"

export const command = Command.make(
  "import",
  {
    file: Options.text("file").pipe(
      Options.optional,
      Options.withDescription("What to read; without it, the standard input.")
    ),
    tenant: Options.text("tenant").pipe(
      Options.withDefault("default"),
      Options.withDescription("The tenant that gets the users and groups.")
    ),
    keepIds: Options.boolean("keep-ids").pipe(
      Options.withDescription("Keep the ids, times and versions of the file. Without it, everything gets new ones.")
    ),
    onConflict: Options.choice("on-conflict", ["fail", "skip", "replace"]).pipe(
      Options.withDefault("fail" as const),
      Options.withDescription(
        "What to do with a resource that is there already: end the import, leave what is there as it is, or give it the attributes of the file."
      )
    ),
    dryRun: Options.boolean("dry-run").pipe(
      Options.withDescription("Try every line and say what is wrong with which, but store nothing.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const begun = yield* Clock.currentTimeMillis
        const session = yield* ResourceSession.open(surroundings, options.tenant)
        const { tally, problems, wrong } = yield* run(
          Import.make(session, options),
          yield* open(options.file),
          options.dryRun
        )
        const millis = (yield* Clock.currentTimeMillis) - begun
        const { dryRun } = options
        yield* Output.print(
          options.json,
          { ...tally, dryRun, wrong, problems, millis },
          sentence(tally, dryRun, millis)
        )
        if (wrong > 0) return yield* refuse({ tally, problems, wrong }, dryRun)
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Store users, groups and memberships from JSON lines: those of export, or SCIM resources, one on each line.",
      "rollcall import --file people.jsonl --tenant default --keep-ids"
    )
  )
)

interface Source {
  readonly bytes: Stream.Stream<Uint8Array, CliError>
  /** Absent of a pipe. */
  readonly length?: number
}

const open = (given: Option.Option<string>) =>
  Effect.gen(function* () {
    const file = Option.getOrElse(given, () => "the standard input")
    const refused = (error: { readonly message: string }) =>
      new CliError({ message: `--file must be a file that can be read, but ${file} is none: ${error.message}` })
    if (Option.isNone(given))
      return { bytes: Stream.mapError((yield* Platform).stdin, refused) } satisfies Source as Source
    const files = yield* FileSystem.FileSystem
    const { size } = yield* Effect.mapError(files.stat(file), refused)
    const bytes = Stream.mapError(files.stream(file, { chunkSize: chunkBytes }), refused)
    return { bytes, length: Number(size) } satisfies Source as Source
  })

const chunkBytes = 256 * 1024

/** Problems that are shown: whoever has mended these tries again. */
const problemsMax = 20

interface Sum extends Import.Outcome {
  /** How many lines are wrong, those that are not shown included. */
  readonly wrong: number
}

const run = (importer: Import.Importer, { bytes, length }: Source, dryRun: boolean) =>
  Effect.gen(function* () {
    const progress = yield* Progress.make("lines")
    let read = 0
    const beginning: Sum = { tally: Import.nothing, problems: [], wrong: 0 }
    return yield* ArchiveLines.batches(bytes).pipe(
      Stream.mapEffect((batch) =>
        Effect.tap(importer.add(batch.lines), () => {
          read += batch.bytes
          return progress.advance(batch.lines.length, length === undefined ? undefined : read / Math.max(1, length))
        })
      ),
      Stream.takeUntil(({ problems }) => problems.length > 0 && !dryRun),
      Stream.runFold(
        beginning,
        (sum, { tally, problems }): Sum => ({
          tally: Import.sum(sum.tally, tally),
          problems: [...sum.problems, ...problems].slice(0, problemsMax),
          wrong: sum.wrong + problems.length
        })
      )
    )
  })

const sentence = ({ created, replaced, skipped, memberships }: Import.Tally, dryRun: boolean, millis: number) =>
  [
    dryRun ? "Nothing was stored; this would be:" : "",
    `${Output.counted(created, "resource")} created, ${Output.grouped(replaced)} replaced, ${Output.grouped(skipped)} left as they were,`,
    `${Output.counted(memberships, "membership")}`,
    dryRun ? "." : `in ${(millis / 1_000).toFixed(1)} s.`
  ]
    .filter((part) => part !== "")
    .join(" ")
    .replace(" .", ".")

const refuse = ({ problems, wrong }: Sum, dryRun: boolean): CliError => {
  const lines = problems.map(({ number, detail }) => `line ${number}: ${detail}`)
  const more =
    wrong > lines.length ? [`${Output.counted(wrong - lines.length, "more line")} cannot be imported either.`] : []
  const advice = dryRun
    ? more
    : ["What stood before is stored. Mend the line and run the import again with --on-conflict skip."]
  return new CliError({ message: [...lines, ...advice].join("\n") })
}
