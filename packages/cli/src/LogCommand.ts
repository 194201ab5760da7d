/** `rollcall log`: what identity providers have asked for, what became of it, and what to do where it went wrong. */
import { Args, Command, Options } from "@effect/cli"
import {
  type LogFilter as Filter,
  LogEntry,
  type Logged,
  LogPages,
  type LogPosition,
  LogRecord,
  LogStore
} from "@rollcall/provider"
import { Clock, Console, Effect, Either, Option, Stream } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as LogFilter from "./LogFilter.ts"
import * as LogText from "./LogText.ts"
import * as Output from "./Output.ts"

const lines = Options.boolean("json").pipe(Options.withDescription("Print JSON, one object on each line."))

const list = Command.make(
  "list",
  {
    ...LogFilter.options,
    count: Options.integer("count").pipe(Options.withDefault(50), Options.withDescription("How many to show.")),
    before: Options.integer("before").pipe(
      Options.optional,
      Options.withDescription("Go on behind the entry of this ID, towards older ones.")
    ),
    json: lines
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const count = yield* readCount(options.count)
        const filter = yield* LogFilter.read(options)
        const before = Option.isNone(options.before) ? undefined : yield* find(filter.tenant, options.before.value)
        const found = yield* newest(filter, count + 1, before)
        const shown = found.slice(0, count)
        if (options.json) return yield* printLines(shown)
        if (shown.length === 0) return yield* Console.log("No entry of the log is like that.")
        yield* Console.log(Output.table(LogText.heads, shown.map(LogText.row)))
        if (found.length > count) yield* Console.log(`There are older ones: --before ${shown.at(-1)?.seq}`)
      })
    )
).pipe(
  Command.withDescription(Output.help("Show entries, newest first.", "rollcall log list --outcome failed --from 2h"))
)

const tail = Command.make(
  "tail",
  {
    ...LogFilter.options,
    count: Options.integer("count").pipe(Options.withDefault(10), Options.withDescription("How many to begin with.")),
    follow: Options.boolean("follow").pipe(
      Options.withAlias("f"),
      Options.withDescription("Show those that come, until it is interrupted.")
    ),
    json: lines
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const filter = yield* LogFilter.read(options)
        const last = [...(yield* newest(filter, yield* readCount(options.count)))].reverse()
        const print = options.json ? printLines : printTexts
        if (last.length > 0) yield* print(last)
        if (options.follow) yield* Stream.runForEach(LogPages.follow(filter, { shown: last }), print)
      })
    )
).pipe(Command.withDescription(Output.help("Show the last entries, and those that come.", "rollcall log tail -f")))

const show = Command.make(
  "show",
  {
    id: Args.integer({ name: "id" }).pipe(Args.withDescription("The entry's ID, as log list shows it.")),
    ...LogFilter.senderOptions,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const entry = yield* find(yield* LogFilter.readTenant(options), options.id)
        return yield* Output.print(options.json, LogRecord.describeWhole(entry), LogText.page(entry))
      })
    )
).pipe(Command.withDescription(Output.help("Show one entry, what it means, and what to do.", "rollcall log show 42")))

const exportAll = Command.make(
  "export",
  {
    ...LogFilter.options,
    format: Options.choice("format", ["csv", "json"]).pipe(
      Options.withDescription("Comma-separated values, or JSON with one object on each line.")
    )
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const filter = yield* LogFilter.read(options)
        // What comes meanwhile is not part of it, or it might never end.
        const whole = { ...filter, to: filter.to ?? (yield* Clock.currentTimeMillis) + 1 }
        const print = options.format === "json" ? LogRecord.jsonLines : LogRecord.csvLines
        if (options.format === "csv") yield* write(LogRecord.csvHead)
        return yield* Stream.runForEach(LogPages.walk(whole), (page) => write(print(page)))
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Print all entries, oldest first, without their bodies.",
      "rollcall log export --format csv --from 30d > log.csv"
    )
  )
)

export const command = Command.make("log").pipe(
  Command.withDescription("What identity providers have asked for, and what became of it."),
  Command.withSubcommands([list, tail, show, exportAll])
)

const countMax = 1_000

const readCount = (count: number): Either.Either<number, CliError> =>
  count >= 1 && count <= countMax
    ? Either.right(count)
    : Either.left(
        new CliError({
          message: `--count must be a whole number from 1 to ${countMax}, but it is ${count}. "rollcall log export" prints all.`
        })
      )

const newest = (filter: Filter, limit: number, before?: LogPosition) =>
  Effect.flatMap(LogStore, (log) =>
    log.page({ ...filter, order: "newest", limit, ...(before === undefined ? {} : { before }) })
  )

const find = Effect.fnUntraced(function* (tenant: string, id: number) {
  const found = yield* (yield* LogStore).find(tenant, id)
  if (Option.isSome(found)) return found.value
  const whose = tenant === LogEntry.nobody ? "of nobody known" : `of the tenant ${tenant}`
  return yield* new CliError({
    message: `There is no entry ${id} in the log ${whose}. "rollcall log list" shows those that there are.`
  })
})

const printLines = (page: ReadonlyArray<Logged>): Effect.Effect<void> => write(LogRecord.jsonLines(page))

/** Whole lines, of which the console ends the last one itself. */
const write = (lines: string): Effect.Effect<void> => (lines === "" ? Effect.void : Console.log(lines.slice(0, -1)))

const printTexts = (page: ReadonlyArray<Logged>): Effect.Effect<void> => Console.log(page.map(LogText.line).join("\n"))
