/**
 * The pages on deployment, on the log and on OAuth, followed as they stand: each command of a page is run, in order, in an empty folder, against
 * real servers. What a block is for stands behind its language: nothing, `serve`, `needs` and programs, or `no-run`.
 */
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import * as Postgres from "../cells/Postgres.ts"
import { root } from "../package/Installation.ts"
import * as Page from "./Page.ts"
import * as Place from "./Place.ts"
import * as Program from "./Program.ts"

const folder = join(root, "docs/deployment")
const names = [...(await readdir(folder)).sort(), "../log.md", "../oauth.md", "../command-line.md"]
const pages = await Promise.all(names.map(async (name) => ({ name, blocks: await Page.read(join(folder, name)) })))
const blocks = pages.flatMap(({ name, blocks }) => blocks.map((block) => ({ name, ...block })))

const needs = ({ words }: Page.Block): ReadonlyArray<string> => (words[0] === "needs" ? words.slice(1) : [])

/** Whether nobody can run it here as the page wants. */
const isMissing = async (program: string): Promise<boolean> => {
  const path = Program.find(program)
  if (path === undefined) return true
  // A dump is made by programs of the server's release or a later one.
  return program.startsWith("pg_") && Program.major(path) < (await serverMajor())
}

const serverMajor = async (): Promise<number> => {
  const [version] = await Postgres.send(Postgres.server(), "SELECT current_setting('server_version_num') AS text")
  return Math.floor(Number(version) / 10_000)
}

const programs = [...new Set(blocks.flatMap(needs))]
const missing = new Set<string>()
for (const program of programs) if (await isMissing(program)) missing.add(program)
/** The programs that were run. */
const ran = new Set<string>()

const step = async (place: Place.Place, block: Page.Block): Promise<void> => {
  const [use, ...rest] = block.words
  switch (`${block.language} ${use ?? ""}`) {
    case "sh ":
      return void (await place.run(block.text))
    case "sh serve":
      return place.serve(block.text)
    case "sh needs":
      if (rest.some((program) => missing.has(program))) return
      await place.run(block.text)
      return rest.forEach((program) => void ran.add(program))
    case "sql ":
      return place.send(block.text, "administrator")
    case "sql as":
      return place.send(block.text, "owner")
    case "sh no-run":
    case "sql no-run":
    case "json ":
    case "conf ":
    case "ts ":
    case " ":
      return
    default:
      if (use === undefined || rest.length > 0 || ["sh", "sql"].includes(block.language)) {
        throw new Error(`Nobody knows what the block of line ${block.line} is for.`)
      }
      return place.keep(use, block.text)
  }
}

/** The roles and the database that other pages take as given. */
const made = blocks.filter(({ name, language }) => name === "postgresql.md" && language === "sql").slice(0, 2)

describe.concurrent("each command runs", { timeout: 120_000 }, () => {
  it.each(pages)("of $name", async ({ name, blocks }) => {
    const place = await Place.open()
    const takesDatabase = blocks.some(({ text }) => text.includes("db.example.com")) && name !== "postgresql.md"
    try {
      for (const block of takesDatabase ? [...made, ...blocks] : blocks) await step(place, block)
    } finally {
      await place.close()
    }
  })
})

describe("what is not run", () => {
  it("is what needs another machine, and nothing else", () => {
    const passedOver = blocks.filter(({ words }) => words[0] === "no-run")
    expect(passedOver.map(({ name, text }) => `${name}: ${text.split("\n")[0]}`)).toMatchInlineSnapshot(`
      [
        "binary-and-container.md: podman build --format docker -t rollcall .",
        "binary-and-container.md: podman run --detach --name rollcall -p 127.0.0.1:8042:8042 --env-file /etc/rollcall/environment --stop-timeout 20 --read-only --cap-drop all rollcall",
        "bun.md: mkdir -p /opt/rollcall && cd /opt/rollcall",
        "deno.md: mkdir -p /opt/rollcall && cd /opt/rollcall",
        "node.md: npm install && npm run pack",
        "node.md: mkdir -p /opt/rollcall && cd /opt/rollcall",
        "operation.md: useradd --system --home-dir /var/lib/rollcall --shell /usr/sbin/nologin rollcall",
        "operation.md: cd /var/lib/rollcall && set -a && . /etc/rollcall/environment && set +a",
        "operation.md: OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 rollcall serve",
        "postgresql.md: export ROLLCALL_DATABASE_URL='postgres://rollcall_server:server-password@db.example.com:5432/rollcall?sslmode=verify-full&sslrootcert=/etc/rollcall/ca.pem'",
        "postgresql.md: psql -c "CREATE ROLE rollcall_backup LOGIN REPLICATION PASSWORD 'backup-password'"",
        "postgresql.md: SELECT create_reference_table('tenant');",
        "../log.md: rollcall log tail -f --outcome failed",
        "../command-line.md: rollcall simulate okta --url https://scim.example.com/scim/v2 --token "$TOKEN"",
        "../command-line.md: rollcall export --file people.jsonl",
      ]
    `)
  })

  for (const program of programs) {
    it.skipIf(missing.has(program))(`is not what needs ${program}, since that is here`, () => {
      expect([...ran]).toContain(program)
    })
  }
})
