/**
 * Where a page of the documentation is tried out. What the page calls by names that every reader replaces (a host, a
 * port, a folder, a role) is here something that is there, and nobody else's. Knows what those names are; refuses to know
 * what is done with them.
 */
import { randomUUID } from "node:crypto"
import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { join } from "node:path"
import * as Port from "../cells/Port.ts"
import * as Postgres from "../cells/Postgres.ts"
import { root, run } from "../package/Installation.ts"
import * as Program from "./Program.ts"
import * as Shell from "./Shell.ts"

export interface Place {
  /** Types a text and waits for its end. */
  readonly run: (text: string) => Promise<unknown>
  /** Types a text in another terminal and waits until it says that it listens. */
  readonly serve: (text: string) => Promise<void>
  /** Sends statements one by one, as the administrator of the server or as the owner of the database. */
  readonly send: (text: string, as: "administrator" | "owner") => Promise<void>
  /** Keeps a text as a file in the folder where everything is typed. */
  readonly keep: (name: string, text: string) => Promise<void>
  readonly close: () => Promise<void>
}

const ownerUrl = "postgres://rollcall_owner:owner-password@db.example.com:5432/rollcall"
const ownFolder = ".programs"
const deno: string = createRequire(import.meta.url)("deno/install_api.cjs").runInstall()

/** The word `rollcall` is the command of Node, which starts soonest: every command of a page is a process of its own. */
export const open = async (): Promise<Place> => {
  const mine = randomUUID().slice(0, 8)
  const port = `${await Port.free()}`
  const shell = await Shell.open([ownFolder, join(root, "node_modules/.bin")], { ROLLCALL_PORT: port })
  const names = await replacements(shell.folder, port, mine)
  const here = (text: string) => names.reduce((known, [name, instead]) => known.replaceAll(name, instead), text)
  await prepare(shell.folder, here)
  return {
    run: (text) => shell.run(here(text)),
    serve: (text) => shell.serve(here(text)),
    send: (text, as) => send(as === "owner" ? here(ownerUrl) : Postgres.server(), here(text)),
    keep: (name, text) => writeFile(join(shell.folder, name), here(text)),
    close: async () => {
      await endProxy(shell.folder)
      await shell.close()
      await send(Postgres.server(), farewell(mine))
    }
  }
}

/** What the pages say, and what stands for it here. Earlier ones count first. */
const replacements = async (
  folder: string,
  port: string,
  mine: string
): Promise<ReadonlyArray<readonly [string, string]>> => {
  const { host } = new URL(Postgres.server())
  const [other, secure] = [await Port.free(), await Port.free()]
  return [
    ["npm run build:binary", `npm --prefix ${root} run build:binary -- --outfile ${folder}/dist/rollcall`],
    ["/opt/rollcall/dist", `${folder}/dist`],
    ["/opt/rollcall/", root],
    ["8042", port],
    ["8043", `${other}`],
    ["listen 443", `listen 127.0.0.1:${secure}`],
    ["https://scim.example.com/", `https://scim.example.com:${secure}/`],
    ["/etc/ssl/certs", folder],
    ["/etc/ssl/private", folder],
    ["db.example.com:5432/rollcall", `${host}/rollcall_${mine}`],
    ["db.example.com:5432/restored", `${host}/restored_${mine}`],
    ["db.example.com:5432", host],
    ["DATABASE rollcall", `DATABASE rollcall_${mine}`],
    ["DATABASE restored", `DATABASE restored_${mine}`],
    ["rollcall_owner", `rollcall_owner_${mine}`],
    ["rollcall_server", `rollcall_server_${mine}`]
  ]
}

const farewell = (mine: string): string => `DROP DATABASE IF EXISTS restored_${mine} WITH (FORCE);
DROP DATABASE IF EXISTS rollcall_${mine} WITH (FORCE);
DROP ROLE IF EXISTS rollcall_owner_${mine};
DROP ROLE IF EXISTS rollcall_server_${mine};`

const send = async (url: string, text: string): Promise<void> => {
  const statements = text.split(";").map((statement) => statement.trim())
  for (const statement of statements.filter((each) => each !== "")) await Postgres.send(url, statement)
}

/** Programs that would look elsewhere find what they look for in the folder. */
const prepare = async (folder: string, here: (text: string) => string): Promise<void> => {
  const programs = join(folder, ownFolder)
  await mkdir(programs)
  await symlink(join(root, "node_modules/.bin/rollcall"), join(programs, "rollcall"))
  // npm's entry for it would start it as a child and keep signals to itself.
  await symlink(deno, join(programs, "deno"))
  const { host } = new URL(here("https://scim.example.com/"))
  await writeFile(join(folder, ".curlrc"), `connect-to = "${host}:127.0.0.1:${host.split(":")[1]}"\n`)
  const [nginx, openssl] = [Program.find("nginx"), Program.find("openssl")]
  if (nginx === undefined || openssl === undefined) return
  const words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=scim.example.com"]
  const files = ["-keyout", "scim.example.com.key", "-out", "scim.example.com.pem"]
  await run(folder, openssl, ...words, "-addext", "subjectAltName=DNS:scim.example.com", ...files)
  await writeFile(join(folder, "nginx.conf"), nginxConfiguration(folder))
  const command = `#!/bin/sh\nexec ${nginx} -e ${folder}/error.log -c ${folder}/nginx.conf "$@"\n`
  await writeFile(join(programs, "nginx"), command)
  await chmod(join(programs, "nginx"), 0o755)
}

/** Where a command before its end failed, it is still there. */
const endProxy = async (folder: string): Promise<void> => {
  const pid = Number(await readFile(join(folder, "nginx.pid"), "utf8").catch(() => ""))
  if (pid > 0) process.kill(pid, "SIGTERM")
}

/** What the system's own configuration is around the block of the page. Root's folder is closed to others. */
const nginxConfiguration = (folder: string): string => {
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
  return `${process.getuid?.() === 0 ? "user root;\n" : ""}pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ${places.map((place) => `${place}_temp_path ${folder}/${place};`).join("\n  ")}
  include ${folder}/rollcall.conf;
}
`
}
