/**
 * Rollcall as its commands see it, without a process: real storage in memory, a clock that stands at a time of the
 * test's choice, secrets that are numbered, and streams that are read afterwards.
 */
import { Cli, Platform } from "@rollcall/cli"
import { type Json, SchemaRegistry } from "@rollcall/core"
import { type LogEntry, LogStore, Randomness, ResourceStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Layer, Scope, Stream } from "effect"
import * as Passwords from "../../provider/test/Passwords.ts"
import * as StandingClock from "../../provider/test/StandingClock.ts"
import * as Sqlite from "../../sql/test/Sqlite.ts"
import * as CommandRun from "./CommandRun.ts"

export type Outcome = CommandRun.Outcome

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  readonly terminal?: boolean
  /** Milliseconds since 1970. */
  readonly now?: number
  readonly stdin?: string
  /** What is found out about the database, the disk and the certificate. */
  readonly diagnosis?: Platform.Diagnosis
  readonly freeBytes?: number
  readonly certificateEnd?: number
}

export interface Installation {
  /** Runs a command to its end; one that has none, until it has said what it has to say. */
  readonly run: (words: ReadonlyArray<string>, surroundings?: Surroundings) => Promise<Outcome>
  /** The same with `--json`, and what it printed. Fails when the command does. */
  readonly json: (words: ReadonlyArray<string>, surroundings?: Surroundings) => Promise<unknown>
  /** Puts users and groups into the tenant default, each with its id, and the ids of members. */
  readonly store: (...resources: ReadonlyArray<Stored>) => Promise<void>
  /** Writes what a server would into the log. */
  readonly log: (...entries: ReadonlyArray<LogEntry.LogEntry>) => Promise<void>
  /** Does what an identity provider would have had done. */
  readonly perform: <A, E>(work: Effect.Effect<A, E, Storage.Storage>) => Promise<A>
}

export interface Stored {
  readonly id: string
  readonly document: Json.JsonObject
  /** Of a group. */
  readonly members?: ReadonlyArray<string>
}

/** The beginning of 2030, unless a test says otherwise. */
export const now = Date.UTC(2030, 0, 1)

export const make = async (): Promise<Installation> => {
  const scope = Effect.runSync(Scope.make())
  const database = Storage.layer.pipe(Layer.provide(Sqlite.prepared))
  const storage = Layer.succeedContext(await Effect.runPromise(Layer.buildWithScope(database, scope)))
  const services = Layer.mergeAll(storage, HttpWebhookSender.layer, numbered(), Passwords.light)
  const run: Installation["run"] = (words, surroundings = {}) => command(services, words, surroundings)
  return {
    run,
    perform: (work) => Effect.runPromise(Effect.provide(work, storage)),
    json: async (words, surroundings) => {
      const { status, stdout, stderr } = await run([...words, "--json"], surroundings)
      if (status !== 0) throw new Error(stderr)
      return JSON.parse(stdout)
    },
    store: (...resources) => Effect.runPromise(Effect.provide(Effect.asVoid(insert(resources)), services)),
    log: (...entries) =>
      Effect.runPromise(
        Effect.provide(
          Effect.flatMap(LogStore, (log) => log.append(entries)),
          services
        )
      )
  }
}

const insert = (resources: ReadonlyArray<Stored>) =>
  Effect.flatMap(ResourceStore, (store) =>
    store.insert(
      "default",
      resources.map(({ id, document, members }) => ({
        type: members === undefined ? SchemaRegistry.user : SchemaRegistry.group,
        id,
        document,
        members: (members ?? []).map((value) => ({ value })),
        unknownMembers: "wait" as const,
        now
      }))
    )
  )

const command = (
  services: ReturnType<Platform.Platform["Type"]["storage"]>,
  words: ReadonlyArray<string>,
  {
    env = {},
    terminal = false,
    now: time = now,
    stdin = "",
    diagnosis,
    freeBytes = 1e12,
    certificateEnd = time + 90 * 86_400_000
  }: Surroundings
): Promise<Outcome> => {
  const platform = Layer.succeed(Platform.Platform, {
    storage: () => services,
    diagnose: () =>
      Effect.succeed(
        diagnosis ?? { name: "sqlite", version: "3.50.4", now: time, pending: [], unknown: [], secrets: 1 }
      ),
    freeBytes: () => Effect.succeed(freeBytes),
    certificateEnd: () => Effect.succeed(certificateEnd),
    listen: ({ host, port }) => Effect.succeed({ host, port: port === 0 ? 40_000 : port }),
    process,
    stdin: Stream.make(new TextEncoder().encode(stdin)),
    stdoutIsTerminal: terminal,
    stderrIsTerminal: terminal
  })
  const running = Cli.run(["node", "rollcall", ...words])
  const ending = words.some((word) => endless.includes(word)) ? Effect.raceFirst(running, patience) : running
  return Effect.runPromise(StandingClock.at(time)(CommandRun.record(ending, platform, env)))
}

/** The words of commands that go on until they are stopped. */
const endless: ReadonlyArray<string> = ["serve", "-f"]

/** For a server to say all that it has to say. Real time: the one of the test stands. */
const patience = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 150)))

/** Every bytes asked for are the number of the asking, so that ids and tokens are the same in every run. */
const numbered = (): Layer.Layer<Randomness.Randomness> => {
  let asked = 0
  return Layer.succeed(Randomness.Randomness, {
    bytes: (count) =>
      Effect.sync(() => {
        asked++
        return new Uint8Array(count).fill(asked)
      })
  })
}
