/**
 * Lines of comma-separated values (RFC 4180) that a spreadsheet can open: a cell that a client has filled is never taken
 * for a formula.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180#section-2
 */
import * as Printable from "./Printable.ts"

/** One line, without its end. */
export const line = (cells: ReadonlyArray<string | number | undefined>): string => cells.map(cell).join(",")

/** What stands between two lines. */
export const lineEnd = "\r\n"

const cell = (value: string | number | undefined): string => {
  if (typeof value !== "string") return value === undefined ? "" : String(value)
  const text = Printable.of(value)
  const plain = isFormula(text) ? `'${text}` : text
  return [...plain].some((character) => '",'.includes(character)) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Spreadsheets look past blanks, and some of them take the full-width forms of these characters too. */
const isFormula = (text: string): boolean => "=+-@＝＋－＠".includes(text.trim().charAt(0) || " ")
