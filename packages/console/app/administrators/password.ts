/** A password that nobody has to think of: long enough for any rule, and without letters that look alike. */

export const lengthMin = 15
export const lengthMax = 200

const letters = "abcdefghijkmnpqrstuvwxyz23456789"
const groups = 5
const groupLength = 5

/** 32 letters divide 256, so that each is as likely as any other. */
export const suggest = (): string =>
  Array.from({ length: groups }, () =>
    [...crypto.getRandomValues(new Uint8Array(groupLength))].map((byte) => letters[byte % letters.length]).join("")
  ).join("-")
