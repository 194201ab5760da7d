/** The digest under which a token is kept: SHA-256 of its text, in lower-case hexadecimal. */
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

export const digest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
