/** Whether the database can be reached, is of a kind and state that this release serves from, and has room to grow. */
import * as FileSystem from "@effect/platform/FileSystem"
import { Clock, Effect, Either, Option } from "effect"
import * as CliError from "../CliError.ts"
import * as DatabaseUrl from "../DatabaseUrl.ts"
import { type Diagnosis, Platform } from "../Platform.ts"
import { type Finding, fail, megabytes, ok, warn } from "./Finding.ts"

export interface Checked {
  readonly findings: ReadonlyArray<Finding>
  /** Whether the stores can be read without a change to the tables. */
  readonly isUsable: boolean
}

export const check = (database: DatabaseUrl.DatabaseUrl) =>
  Effect.gen(function* () {
    const name = DatabaseUrl.print(database)
    if (database._tag === "SqliteMemory") {
      const found = warn("database", `${name} forgets everything when the server stops.`, "Set ROLLCALL_DATABASE_URL.")
      return { findings: [found], isUsable: false } satisfies Checked as Checked
    }
    if (database._tag === "SqliteFile" && !(yield* isThere(database.path))) {
      const found = warn("database", `${name} is not there yet.`, "rollcall serve, or rollcall migrate, makes it.")
      return { findings: [found], isUsable: false } satisfies Checked as Checked
    }
    const diagnosed = yield* Effect.either((yield* Platform).diagnose(database))
    if (Either.isLeft(diagnosed)) {
      const { message } = CliError.ofDatabase(database, diagnosed.left)
      const advice = "Start the database, or correct ROLLCALL_DATABASE_URL."
      return { findings: [fail("database", message, advice)], isUsable: false } satisfies Checked as Checked
    }
    const diagnosis = diagnosed.right
    const findings = [
      versionOf(name, diagnosis),
      tablesOf(diagnosis),
      ok("secrets", secretsOf(diagnosis)),
      ...(yield* clockOf(diagnosis)),
      ...(database._tag === "SqliteFile" ? yield* fileOf(database.path) : [])
    ]
    return { findings, isUsable: diagnosis.pending.length === 0 } satisfies Checked as Checked
  })

/** Asked of `stat`, since to ask whether a file may be opened Deno wants to know who this user is. */
const isThere = (path: string) => Effect.flatMap(FileSystem.FileSystem, (files) => Effect.isSuccess(files.stat(path)))

/** The oldest that the tests run on, as the documentation of each database numbers them. */
const versionMin = { sqlite: [3, 45], postgres: [15, 0] } as const

const versionOf = (name: string, { name: kind, version }: Diagnosis): Finding => {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10))
  const [least, leastMinor] = versionMin[kind]
  const title = `${kind === "sqlite" ? "SQLite" : "PostgreSQL"} ${version}`
  return major > least || (major === least && minor >= leastMinor)
    ? ok("database", `${name} answers: ${title}.`)
    : fail("database", `${name} is ${title}.`, `Use ${least}.${leastMinor} or newer.`)
}

const tablesOf = ({ pending, unknown }: Diagnosis): Finding => {
  if (pending.length > 0) {
    return warn(
      "tables",
      `${pending.join(", ")} are still to be made.`,
      "rollcall migrate brings them up to date, as serve does."
    )
  }
  return unknown.length > 0
    ? warn("tables", `A newer release has made ${unknown.join(", ")}.`, "Run that release here too.")
    : ok("tables", "They are up to date.")
}

const secretsOf = ({ secrets }: Diagnosis): string =>
  secrets === 0
    ? "The service has none yet: the one for cursors is made with the first of them."
    : "The secret for cursors is kept in the database, for all processes."

/** Tokens expire by the clocks of several machines. */
const clockMillisMax = 5_000

const clockOf = (diagnosis: Diagnosis) =>
  Effect.map(Clock.currentTimeMillis, (now): ReadonlyArray<Finding> => {
    // SQLite has the clock of this machine.
    if (diagnosis.name === "sqlite") return []
    return [clock("the database", diagnosis.now - now)]
  })

/** How far a clock is ahead of the one here, in milliseconds. */
export const clock = (whose: string, ahead: number): Finding => {
  const seconds = Math.round(Math.abs(ahead) / 1_000)
  return Math.abs(ahead) <= clockMillisMax
    ? ok("clock", `That of ${whose} agrees with the one here.`)
    : warn(
        "clock",
        `That of ${whose} is ${seconds} s ${ahead > 0 ? "ahead of" : "behind"} the one here.`,
        "Let both follow NTP."
      )
}

/** As long as it takes to notice. */
const freeBytesMin = 1e9
/** A WAL is a few megabytes unless something keeps SQLite from emptying it. */
const walBytesMax = 256e6

const fileOf = (path: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const sizeOf = (file: string) =>
      Effect.map(Effect.option(files.stat(file)), (info) => Option.map(info, ({ size }) => Number(size)))
    const findings: Array<Finding> = []
    const size = Option.getOrElse(yield* sizeOf(path), () => 0)
    const free = yield* Effect.either((yield* Platform).freeBytes(path))
    if (Either.isLeft(free)) findings.push(warn("disk", `${free.left.message}`, "Look with df."))
    else {
      const found = `The file has ${megabytes(size)}, the disk ${megabytes(free.right)} more.`
      findings.push(
        free.right >= freeBytesMin
          ? ok("disk", found)
          : fail("disk", found, "Make room: without it, nothing is stored.")
      )
    }
    const wal = Option.getOrElse(yield* sizeOf(`${path}-wal`), () => 0)
    findings.push(
      wal <= walBytesMax
        ? ok("wal", `The write-ahead log has ${megabytes(wal)}.`)
        : warn(
            "wal",
            `The write-ahead log has ${megabytes(wal)}.`,
            "End programs that keep the file open, such as a backup."
          )
    )
    const info = yield* Effect.option(files.stat(path))
    const others = Option.isSome(info) ? info.value.mode & 0o077 : 0
    if (others !== 0) findings.push(warn("file", `Other users may open ${path}.`, `chmod 600 ${path}`))
    return findings
  })
