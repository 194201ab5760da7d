/**
 * The entity tag of a resource: its version, as a weak tag (RFC 7644 §3.14, RFC 9110 §8.8.3).
 * Weak, because one version has as many representations as there are projections.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */

/** The value of the ETag header and of `meta.version`. */
export const print = (version: number): string => `W/"${version}"`

/**
 * True when an If-Match or If-None-Match header names this version: `*`, or a list with its tag, compared weakly
 * (RFC 9110 §8.8.3.2). What is no entity tag names nothing.
 */
export const matches = (header: string, version: number): boolean => {
  if (header.trim() === "*") return true
  const wanted = String(version)
  return opaqueTags(header).includes(wanted)
}

/** The texts between the quotes; a comma inside them separates nothing. */
const opaqueTags = (header: string): ReadonlyArray<string> => {
  const tags: Array<string> = []
  let from = 0
  while (from < header.length) {
    const open = header.indexOf('"', from)
    const close = open < 0 ? -1 : header.indexOf('"', open + 1)
    if (close < 0) break
    if (isSeparator(header.slice(from, open), from === 0)) tags.push(header.slice(open + 1, close))
    from = close + 1
  }
  return tags
}

/** What may stand before a tag: blanks and commas, one at least unless it is the first, and the mark of weakness. */
const isSeparator = (text: string, first: boolean): boolean => {
  const between = text.endsWith("W/") ? text.slice(0, -2) : text
  return (first || between.includes(",")) && between.replaceAll(",", "").trim() === ""
}
