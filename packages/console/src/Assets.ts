/** What the dashboard is made of, as a server needs it. Knows no server. */

export interface Assets {
  /** The page, before a server has written into it where it stands. */
  readonly page: string
  /** Everything that it loads, by its path relative to the page: `assets/index-B1gXcV0q.js`. */
  readonly files: Readonly<Record<string, Asset>>
}

export interface Asset {
  /** Its media type. */
  readonly type: string
  /** Its bytes compressed by Brotli, in base64. */
  readonly brotli: string
  /** Its bytes compressed by gzip, in base64. */
  readonly gzip: string
}
