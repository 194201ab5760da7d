/**
 * The digest under which a token is kept: SHA-256 of its text, in lower-case hexadecimal. Every request needs one, so the
 * runtime makes it where it can do so without a promise.
 */
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

type Digest = (text: string) => string

/** In the language alone, for runtimes that have promises only. */
export const portable: Digest = (text) => bytesToHex(sha256(utf8ToBytes(text)))

/** What Node, Deno and Bun have of Node's modules, without a word that others could not load. */
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: (name: string) => Crypto | undefined }
}

interface Crypto {
  readonly hash?: (algorithm: "sha256", text: string) => string
}

const { hash } = (globalThis as Runtime).process?.getBuiltinModule?.("node:crypto") ?? {}

export const digest: Digest = hash === undefined ? portable : (text) => hash("sha256", text)
