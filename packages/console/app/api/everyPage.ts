/** All that a list of pages has, in as few pages as there can be. */

/** What a page may have at most. */
const limit = 1_000

interface Page<A> {
  readonly items: ReadonlyArray<A>
  readonly next?: string
}

export const everyPage = async <A>(
  get: (urlParams: { readonly limit: number; readonly after?: string }) => Promise<Page<A>>
): Promise<ReadonlyArray<A>> => {
  const found: Array<A> = []
  let after: string | undefined
  do {
    const page = await get(after === undefined ? { limit } : { limit, after })
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return found
}
