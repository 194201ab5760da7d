/**
 * The text form of a token: a prefix by which people and secret scanners recognise it, 256 random bits, and a checksum
 * that tells a mistyped or cut token from an unknown one without asking the database. This room knows the form only; it
 * has no randomness of its own and computes no digest.
 *
 *     rollcall_ + 43 characters of base64url + 6 characters of base62
 */
import { type Brand, Either } from "effect"

/** Text that `parse` has accepted or `print` has made. */
export type TokenText = string & Brand.Brand<"TokenText">

/** Without a digit or a capital letter, so that it reads the same in every typeface. */
export const prefix = "rollcall_"

/** 256 bits: nobody guesses them, and one fast digest is enough to keep a token by. */
export const secretBytes = 32

/** 32 bytes in base64url without padding. */
const secretLength = 43

/** The fewest characters of base62 that hold every CRC-32. */
const checksumLength = 6

/** Of the secret's 43 characters; what remains still has 220 bits. */
const hintSecretLength = 6

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/**
 * The text of a token with this secret, which must be `secretBytes` long. What is no token of an identity provider, but
 * made as one, has a prefix of its own.
 * The text of a secret of any other length is one that `parse` takes for malformed, so such a token opens nothing.
 */
export const print = (secret: Uint8Array, beginning: string = prefix): TokenText => {
  const body = beginning + encode(secret)
  return (body + checksum(body)) as TokenText
}

/** Reads a token's text: prefix, length, alphabet and checksum must all be right. Blanks around it are not its part. */
export const parse = (text: string, beginning: string = prefix): Either.Either<TokenText, "malformed"> => {
  const bodyLength = beginning.length + secretLength
  if (text.length !== bodyLength + checksumLength || !text.startsWith(beginning)) return Either.left("malformed")
  const body = text.slice(0, bodyLength)
  // The last character stands for four bits only, so one in four is its canonical form.
  const isSecret =
    isWithin(body, beginning.length, base64url) && base64url.indexOf(body.charAt(body.length - 1)) % 4 === 0
  return isSecret && text.slice(body.length) === checksum(body)
    ? Either.right(text as TokenText)
    : Either.left("malformed")
}

/** The beginning of a token, by which its owner recognises it in a list and which gives nothing to anybody else. */
export const hint = (text: TokenText, beginning: string = prefix): string =>
  text.slice(0, beginning.length + hintSecretLength)

const isWithin = (text: string, start: number, alphabet: string): boolean => {
  for (let index = start; index < text.length; index++) {
    if (!alphabet.includes(text.charAt(index))) return false
  }
  return true
}

/** Base64url without padding (RFC 4648 §5). */
const encode = (bytes: Uint8Array): string => {
  let text = ""
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += base64url.charAt((held >> bits) & 63)
    }
    held &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + base64url.charAt((held << (6 - bits)) & 63)
}

const checksum = (body: string): string => {
  let rest = crc32(body)
  let text = ""
  for (let index = 0; index < checksumLength; index++) {
    text = base62.charAt(rest % base62.length) + text
    rest = Math.floor(rest / base62.length)
  }
  return text
}

/** The polynomial of CRC-32 as in ISO 3309 and gzip, its bits reversed. It notices every single changed character. */
const polynomial = 0xedb88320

const table: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1
  }
  return remainder
})

/** The CRC-32 of ASCII text, from 0 to 2^32 - 1. */
const crc32 = (text: string): number => {
  let remainder = 0xffffffff
  for (let index = 0; index < text.length; index++) {
    remainder = (remainder >>> 8) ^ (table[(remainder ^ text.charCodeAt(index)) & 255] ?? 0)
  }
  return (remainder ^ 0xffffffff) >>> 0
}
