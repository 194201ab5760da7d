/**
 * One operation on several servers, measured side by side: each gets a slice of time after the other, round after round,
 * so that whatever else the machine does, it does to all of them.
 */
import * as Load from "./Load.ts"
import type { Operation } from "./Operation.ts"
import type { Population } from "./Population.ts"
import * as Usage from "./Usage.ts"

export interface Plan {
  /** For how long each server is asked before anything counts: programs get faster for as long as they are new. */
  readonly warmMillis: number
  /** For how long each server is asked after that, all rounds together. */
  readonly millis: number
  readonly rounds: number
  /** How many streams ask at once. */
  readonly connections: number
  /** Ends the measurement between two slices. */
  readonly signal?: AbortSignal
}

/** A server with the process that it is. */
export interface Contender extends Load.Target {
  readonly pid: number
}

export interface Figures {
  /** Resources a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** How many answers the figures are made of. */
  readonly answers: number
  /** How much of one core the load itself took: near 1 it is the load that was measured. */
  readonly loadBusy: number
  /** Microseconds of processor time that the server's process took for an answer, where the system tells it. */
  readonly processorMicros?: number
}

/** Why there are no figures: the server gave a wrong answer, or none in time. */
export interface Failure {
  readonly failure: string
}

export const isFailure = (outcome: Figures | Failure): outcome is Failure => "failure" in outcome

/** In one round no server is asked more often than this. */
const answersMax = 20_000

/** One answer that takes longer than this is measurement enough. */
const patienceMillis = 2_000

/** The figures of each server, in their order. */
export const measure = async (
  operation: Operation,
  population: Population,
  contenders: ReadonlyArray<Contender>,
  plan: Plan
): Promise<ReadonlyArray<Figures | Failure>> => {
  const entries: Array<Entry> = []
  for (const contender of contenders) entries.push(await enter(operation, population, contender, plan))
  const warmRounds = Math.ceil((plan.rounds * plan.warmMillis) / plan.millis)
  for (let round = -warmRounds; round < plan.rounds; round++) {
    for (const entry of entries) {
      plan.signal?.throwIfAborted()
      await take(entry, plan, round >= 0)
    }
  }
  for (const { load } of entries) load?.close()
  return entries.map((entry) => entry.failure ?? figures(operation, entry))
}

interface Entry {
  readonly contender: Contender
  readonly load?: Load.Load
  readonly streams: number
  sample: Load.Sample
  processorMillis: number | undefined
  /** True when nothing more is to be asked. */
  done: boolean
  failure?: Failure
}

const enter = async (
  operation: Operation,
  population: Population,
  contender: Contender,
  plan: Plan
): Promise<Entry> => {
  const streams = operation.askedBy === "one" ? 1 : plan.connections
  const before: Entry = { contender, streams, sample: Load.none, processorMillis: 0, done: true }
  let load: Load.Load | undefined
  try {
    load = await Load.Load.open(contender, operation, population, streams)
    const used = Usage.processorMillis(contender.pid)
    const millis = await load.probe()
    if (millis < patienceMillis) {
      // Where one answer takes longer than a slice, others would only queue behind it. The first may be slow for once.
      const isSlow = (await load.probe()) > plan.millis / plan.rounds
      return { ...before, load, streams: isSlow ? 1 : streams, done: false }
    }
    const sample = { answers: 1, millis, latencies: [millis], busy: 0 }
    return { ...before, load, sample, processorMillis: since(contender, used) }
  } catch (cause) {
    load?.close()
    return { ...before, failure: failureOf(cause) }
  }
}

const take = async (entry: Entry, plan: Plan, counts: boolean): Promise<void> => {
  if (entry.load === undefined || entry.done) return
  try {
    const used = Usage.processorMillis(entry.contender.pid)
    const sample = await entry.load.slice(plan.millis / plan.rounds, answersMax, entry.streams)
    if (!counts) return
    const processor = since(entry.contender, used)
    entry.sample = Load.join(entry.sample, sample)
    entry.processorMillis =
      processor === undefined || entry.processorMillis === undefined ? undefined : entry.processorMillis + processor
  } catch (cause) {
    entry.done = true
    entry.failure = failureOf(cause)
  }
}

const since = ({ pid }: Contender, used: number | undefined): number | undefined => {
  const now = Usage.processorMillis(pid)
  return now === undefined || used === undefined ? undefined : now - used
}

const failureOf = (cause: unknown): Failure => ({ failure: cause instanceof Error ? cause.message : String(cause) })

const figures = ({ resourcesEach }: Operation, { sample, processorMillis }: Entry): Figures => {
  const sorted = [...sample.latencies].sort((left, right) => left - right)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return {
    rate: (sample.answers * resourcesEach * 1_000) / sample.millis,
    p50: at(0.5),
    p99: at(0.99),
    answers: sample.answers,
    loadBusy: sample.busy,
    ...(processorMillis === undefined ? {} : { processorMicros: (processorMillis * 1_000) / sample.answers })
  }
}
