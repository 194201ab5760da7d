/** Replays every sequence against every selected cell: a real process of the server, and a tenant of its own each time. */
import { Effect } from "effect"
import { afterAll, beforeAll, describe, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"
import * as Replayer from "./Replayer.ts"
import * as Sequence from "./Sequence.ts"

const sequences = Sequence.all()

describe.each(Cell.selected())("what identity providers send to $name", (cell) => {
  let server: Cell.Server
  let tokens: ReadonlyArray<string>

  beforeAll(async () => {
    server = await Cell.start(cell, {}, "file")
    const tenants = sequences.map(({ sequence }, index) => Administration.tenant(`tenant-${index}`, sequence.tenant))
    tokens = await Administration.run(server.databaseUrl, Effect.all(tenants))
  })

  afterAll(() => server?.stop())

  for (const [index, { sequence }] of sequences.entries()) {
    it(`${sequence.idp}: ${sequence.title}`, () =>
      Replayer.replay(sequence, { base: server.base, token: tokens[index] ?? "" }))
  }
})
