import { describe, expect, it } from "vitest"
import * as Exchanges from "./Exchanges.ts"

const exchanges = Exchanges.list()
const claims = Exchanges.claims()
const named = new Set(claims.map(({ id }) => id))
const ids = (list: ReadonlyArray<Exchanges.Exchange>) => list.map(({ id }) => id)

describe("the list of exchanges", () => {
  it("is X001 to X123, each once", () => {
    const expected = Array.from({ length: 123 }, (_, index) => `X${String(index + 1).padStart(3, "0")}`)
    expect(ids(exchanges)).toEqual(expected)
  })

  it("has each exchange in a sequence or says why not", () => {
    const explained = exchanges.filter(({ id, notReplayed }) => named.has(id) || notReplayed !== undefined)
    expect(ids(explained)).toEqual(ids(exchanges))
  })

  it("has no reason against an exchange that is replayed", () => {
    expect(ids(exchanges.filter(({ id, notReplayed }) => named.has(id) && notReplayed !== undefined))).toEqual([])
  })
})

describe("the sequences", () => {
  it("name exchanges of the list only, each of its own provider, method and endpoint", () => {
    const wrong = claims.filter((claim) => {
      const exchange = exchanges.find(({ id }) => id === claim.id)
      return (
        exchange === undefined ||
        exchange.idp !== claim.idp ||
        Exchanges.endpointOf(exchange) !== Exchanges.endpointOf(claim)
      )
    })
    expect(wrong).toEqual([])
  })
})
