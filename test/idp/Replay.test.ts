/** Replays every sequence against every selected cell: a real process of the server, and an empty tenant each time. */
import { afterAll, beforeAll, describe, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Replayer from "./Replayer.ts"
import * as Sequence from "./Sequence.ts"

const sequences = Sequence.all()

describe.each(Cell.selected())("what identity providers send to $name", (cell) => {
  let server: Cell.Server
  let tokens: ReadonlyMap<string, string>

  beforeAll(async () => {
    server = await Cell.start(cell)
    tokens = await tokensOfTenants(server)
  })

  afterAll(() => server?.stop())

  for (const { sequence } of sequences) {
    it(`${sequence.idp}: ${sequence.title}`, async () => {
      const target = { base: server.base, token: tokens.get(wordsOf(sequence)) ?? "" }
      await Replayer.empty(target)
      await Replayer.replay(sequence, target)
    })
  }
})

/** One tenant for each way in which sequences want it set up, by the words for it. */
async function tokensOfTenants(server: Cell.Server): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>()
  for (const words of new Set(sequences.map(({ sequence }) => wordsOf(sequence)))) {
    const id = `tenant-${tokens.size}`
    const options = words === "" ? [] : words.split(" ")
    const created = await server.administer("tenant", "create", ...options, "--json", id)
    if (created.status !== 0) throw new Error(`rollcall tenant create failed: ${created.stdout}${created.stderr}`)
    tokens.set(words, await server.makeToken("--name", "replay", "--tenant", id, "--json"))
  }
  return tokens
}

const wordsOf = ({ tenant = [] }: Sequence.Sequence): string => tenant.join(" ")
