/**
 * Every published package of the tree as npm would publish it, and an empty folder in which they were installed. What
 * is proven there holds for somebody who has this tree's packages and not this tree.
 *
 * Knows npm. Refuses to know what the packages do.
 */
import { execFile } from "node:child_process"
import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import manifest from "../../package.json" with { type: "json" }

export interface Tarball {
  readonly name: string
  /** Where it lies. */
  readonly path: string
  /** The files in it. */
  readonly files: ReadonlyArray<string>
}

export interface Installation {
  readonly tarballs: ReadonlyArray<Tarball>
  /** The folder in which they were installed. */
  readonly folder: string
  readonly remove: () => Promise<void>
}

export const root = fileURLToPath(new URL("../../", import.meta.url))

/** Runs a program to its end and answers what it wrote to stdout; fails where it fails. */
export const run = async (folder: string, program: string, ...words: ReadonlyArray<string>): Promise<string> =>
  (await promisify(execFile)(program, words, { cwd: folder, maxBuffer: 16 * 1024 * 1024 })).stdout

/** Packs all packages and installs them. */
export const make = async (): Promise<Installation> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-install-"))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const tarballs = await pack(folder)
    await install(folder, tarballs)
    return { tarballs, folder, remove }
  } catch (cause) {
    await remove()
    throw cause
  }
}

interface Packed {
  readonly name: string
  readonly filename: string
  readonly files: ReadonlyArray<{ readonly path: string }>
}

async function pack(folder: string): Promise<ReadonlyArray<Tarball>> {
  const printed = await run(root, "npm", "pack", "--workspaces", "--json", "--silent", "--pack-destination", folder)
  const packed: ReadonlyArray<Packed> = JSON.parse(printed)
  return packed.map(({ name, filename, files }) => ({
    name,
    path: join(folder, filename),
    files: files.map((file) => file.path)
  }))
}

/**
 * With what an embedder may bring along: the client of `@effect/sql-sqlite-node`. better-sqlite3 fetches or compiles
 * its binary when it is installed, which takes a minute: here it is the one of the tree.
 */
async function install(folder: string, tarballs: ReadonlyArray<Tarball>): Promise<void> {
  const options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"]
  const brought = `@effect/sql-sqlite-node@${manifest.devDependencies["@effect/sql-sqlite-node"]}`
  await run(folder, "npm", "install", ...options, brought, ...tarballs.map((tarball) => tarball.path))
  const binary = "node_modules/better-sqlite3/build/Release/better_sqlite3.node"
  await cp(join(root, binary), join(folder, binary))
}
