/**
 * Every bound of the server, each with its reason. A request beyond one gets an error that names the number.
 */
export interface Limits {
  /** A group with 20,000 members takes about 1.5 MB; identity providers send far less at a time. */
  readonly bodyBytesMax: number
  /** RFC bodies nest five deep; deeper ones only cost stack. */
  readonly jsonDepthMax: number
  /** Longer URLs are cut by proxies on the way anyway. */
  readonly urlLengthMax: number
  /** The longest filters seen in use hold about a hundred ids. */
  readonly filterLengthMax: number
  /** People nest two or three deep; the bound keeps recursion off the stack's end. */
  readonly filterDepthMax: number
  /** Each comparison costs the database time; a hundred ids joined by `or` still pass. */
  readonly filterComparisonsMax: number
  /** Identity providers send at most 256 members, each at worst an operation of its own. */
  readonly patchOperationsMax: number
  /** The longest path that a schema of ours can have, several times over. */
  readonly patchPathLengthMax: number
  /** One page holds at most this many resources, whatever `count` says. */
  readonly pageCountMax: number
  /** The page that a client gets that does not say how much it wants. */
  readonly pageCountDefault: number
  /** Within this time the next page of a walk by cursor must be asked for; then the cursor is worth nothing. */
  readonly cursorMillisMax: number
  /** A bulk request runs in one transaction, which others wait for. */
  readonly bulkOperationsMax: number
  /** A text in a resource; photos and certificates fit, files do not. */
  readonly stringLengthMax: number
  /** Identity providers give up after 60 seconds; an answer that nobody waits for is not worth making. */
  readonly requestMillisMax: number
}

export const standard: Limits = {
  bodyBytesMax: 8 * 1024 * 1024,
  jsonDepthMax: 32,
  urlLengthMax: 16 * 1024,
  filterLengthMax: 8 * 1024,
  filterDepthMax: 24,
  filterComparisonsMax: 200,
  patchOperationsMax: 1_000,
  patchPathLengthMax: 2 * 1024,
  pageCountMax: 1_000,
  pageCountDefault: 100,
  cursorMillisMax: 60 * 60_000,
  bulkOperationsMax: 1_000,
  stringLengthMax: 64 * 1024,
  requestMillisMax: 30_000
}
