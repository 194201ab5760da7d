/**
 * In which of the ways that there are a file is sent (RFC 9110 §12.5.3): the shortest that the client takes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */

export type ContentCoding = "br" | "gzip" | "identity"

/** Who says nothing may get anything by the letter, but a program that says nothing mostly reads plain bytes. */
export const choose = (acceptEncoding: string | undefined): ContentCoding => {
  const accepted = (acceptEncoding ?? "").toLowerCase().split(",").flatMap(parse)
  const takes = (coding: string): boolean => {
    const [named] = accepted.filter(([name]) => name === coding)
    const [any] = accepted.filter(([name]) => name === "*")
    return ((named ?? any)?.[1] ?? 0) > 0
  }
  if (takes("br")) return "br"
  return takes("gzip") ? "gzip" : "identity"
}

const parse = (item: string): ReadonlyArray<readonly [name: string, weight: number]> => {
  const [name = "", ...parameters] = item.split(";").map((part) => part.trim())
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2)
  return name === "" ? [] : [[name, weight === undefined ? 1 : Number(weight)]]
}
