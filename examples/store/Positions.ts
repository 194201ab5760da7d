/** Which of two places in an order comes first. */
import { Comparison, type Cursor } from "@rollcall/core"

type Position = Cursor.Position

/** No value comes last in ascending and first in descending order; of one value, the smaller id comes first in both. */
export const compare =
  (order: "ascending" | "descending") =>
  (left: Position, right: Position): number => {
    const difference = ascending(left.key, right.key)
    return (order === "ascending" ? difference : -difference) || Comparison.compareText(left.id, right.id)
  }

const ascending = (left: Position["key"], right: Position["key"]): number => {
  if (left === right) return 0
  if (left === null) return 1
  if (right === null) return -1
  return typeof left === "string" && typeof right === "string"
    ? Comparison.compareText(left, right)
    : Number(left) - Number(right)
}
