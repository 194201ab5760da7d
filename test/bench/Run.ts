/**
 * One cell with one population, beside its yardsticks: starts them all, measures one operation after another, and ends
 * them all.
 */
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"
import type { Choice } from "./Choice.ts"
import * as Fill from "./Fill.ts"
import type { Target } from "./Load.ts"
import * as Measurement from "./Measurement.ts"
import type { Operation } from "./Operation.ts"
import * as Population from "./Population.ts"
import * as Statements from "./Statements.ts"
import * as Yardstick from "./Yardstick.ts"

type Outcome = Measurement.Figures | Measurement.Failure

export interface Row {
  readonly cell: string
  readonly size: number
  readonly operation: string
  readonly statements: number
  readonly rollcall: Measurement.Figures
  /** Absent where the yardstick was not asked. */
  readonly scimmy?: Outcome
  readonly bare?: Outcome
}

/**
 * What SCIMMY took long for, by size and operation: it is the same program beside every cell, so nobody waits twice.
 */
export type Known = Map<string, Outcome>

export const run = async (cell: Cell.Cell, size: number, choice: Choice, known: Known): Promise<ReadonlyArray<Row>> => {
  const population = Population.make(size)
  const server = await Cell.begin(cell, {}, "file")
  const peers = new Peers(cell, server.databaseUrl, size, choice, known)
  try {
    await Administration.run(server.databaseUrl, Administration.settings("default", unlimited))
    await Fill.fill(server.databaseUrl, population)
    const rollcall = { name: "rollcall", base: server.base, token: server.token, pid: server.pid }
    const rows: Array<Omit<Row, "statements">> = []
    for (const [index, operation] of choice.operations.entries()) {
      // What most of a program does for one request it does for every other: the first one makes it warm for all.
      const warmMillis = choice.plan.warmMillis * (index === 0 ? firstWarmTimes : 1)
      const beside = await peers.of(operation)
      for (const { name, server: peer } of beside)
        if (name === "bare") await compare(operation, rollcall, peer, population)
      const contenders = [rollcall, ...beside.map(({ server }) => server)]
      const [own, ...others] = await Measurement.measure(operation, population, contenders, {
        ...choice.plan,
        warmMillis
      })
      if (own === undefined) throw new Error("Nothing was measured.")
      if (Measurement.isFailure(own)) throw new Error(`${cell.name} with ${size} people: ${own.failure}`)
      const outcomes = await peers.remember(operation, beside, others)
      rows.push({ cell: cell.name, size, operation: operation.name, rollcall: own, ...outcomes })
    }
    const statements = await Statements.count(server.databaseUrl, server.token, population, choice.operations)
    return rows.map((row) => ({ ...row, statements: statements.get(row.operation) ?? 0 }))
  } finally {
    await peers.stop()
    await server.stop()
  }
}

/** What is measured is how fast it can be, not how fast a tenant lets it. */
const unlimited = { requestsPerSecond: 0, tokenRequestsPerSecond: 0 }

/** The bare runtime is a yardstick for as long as it says the same, byte for byte. */
const compare = async (
  operation: Operation,
  rollcall: Target,
  bare: Target,
  population: Population.Population
): Promise<void> => {
  const { path } = operation.request({ population, stream: 0, streams: 1, turn: 1 })
  const [own, other] = await Promise.all(
    [rollcall, bare].map(async ({ base, token }) => {
      const answer = await fetch(`${base}${path}`, { headers: { authorization: `Bearer ${token}` } })
      return (await answer.text()).replaceAll(base, "…")
    })
  )
  if (own !== other)
    throw new Error(`"${operation.name}" is answered with\n${own}\nand by the bare runtime with\n${other}`)
}

const firstWarmTimes = 8

interface Peer {
  readonly name: "scimmy" | "bare"
  readonly server: Yardstick.Yardstick
}

/** The yardsticks beside one cell, started when they are first needed. */
class Peers {
  readonly #start: Readonly<Record<Peer["name"], () => Promise<Yardstick.Yardstick>>>
  readonly #running = new Map<Peer["name"], Yardstick.Yardstick>()
  readonly #asked: ReadonlyArray<Peer["name"]>
  readonly #known: Known
  readonly #size: number

  constructor(cell: Cell.Cell, databaseUrl: string, size: number, { yardsticks }: Choice, known: Known) {
    this.#start = { scimmy: () => Yardstick.scimmy(size), bare: () => Yardstick.bare(cell, databaseUrl) }
    this.#asked = yardsticks
    this.#known = known
    this.#size = size
  }

  /** Those that are to be asked for this operation. */
  async of(operation: Operation): Promise<ReadonlyArray<Peer>> {
    const peers: Array<Peer> = []
    for (const name of this.#asked) {
      if (name === "bare" ? !operation.bare : this.#known.has(this.#key(operation))) continue
      const server = this.#running.get(name) ?? (await this.#start[name]())
      this.#running.set(name, server)
      peers.push({ name, server })
    }
    return peers
  }

  /** What they did, and what is known already of those that were not asked again. */
  async remember(
    operation: Operation,
    peers: ReadonlyArray<Peer>,
    outcomes: ReadonlyArray<Outcome>
  ): Promise<Pick<Row, "scimmy" | "bare">> {
    const found: Partial<Record<Peer["name"], Outcome>> = {}
    for (const [index, { name }] of peers.entries()) {
      const outcome = outcomes[index]
      if (outcome === undefined) continue
      found[name] = outcome
      if (name === "scimmy" && isTelling(outcome)) this.#known.set(this.#key(operation), outcome)
      // Whoever gave no answer may still be at work on it, which would be measured with whatever comes next.
      if (Measurement.isFailure(outcome)) await this.#end(name)
    }
    const known = this.#asked.includes("scimmy") ? this.#known.get(this.#key(operation)) : undefined
    return known === undefined ? found : { scimmy: known, ...found }
  }

  async stop(): Promise<void> {
    for (const name of this.#running.keys()) await this.#end(name)
  }

  async #end(name: Peer["name"]): Promise<void> {
    await this.#running.get(name)?.stop()
    this.#running.delete(name)
  }

  #key({ name }: Operation): string {
    return `${this.#size} ${name}`
  }
}

/** One answer was enough, or there was none. */
const isTelling = (outcome: Outcome): boolean => Measurement.isFailure(outcome) || outcome.answers === 1
