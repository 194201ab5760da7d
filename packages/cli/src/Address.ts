/** Where a server listens. */
export interface Address {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
}
