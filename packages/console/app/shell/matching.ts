/** Which of many are meant by a few letters: those that have every word typed, first those whose title begins so. */

export const matching = <A extends { readonly title: string; readonly group?: string }>(
  all: ReadonlyArray<A>,
  typed: string
): ReadonlyArray<A> => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return all
  const found = all.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
  const begins = ({ title }: A): boolean => title.toLowerCase().startsWith(words[0] ?? "")
  return found.toSorted((left, right) => Number(begins(right)) - Number(begins(left)))
}
