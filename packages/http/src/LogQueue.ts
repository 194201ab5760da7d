/**
 * Entries of the provisioning log on their way to storage. Offering never waits and never fails: what finds no room is
 * counted, by tenant, and the count is an entry itself once there is room. Storage is not its concern, nor is time.
 */
import { LogEntry } from "@rollcall/provider"

export interface Bounds {
  /** Two seconds of the busiest server seen: long enough for a slow COMMIT, and a few megabytes. */
  readonly entriesMax: number
  /** What bodies and texts of those entries may hold together, in UTF-16 units: twice as many bytes of memory. */
  readonly charactersMax: number
  /**
   * SQLite writes on the thread that answers requests: so many were seen to take it 12 milliseconds, of which 5 go to the
   * disk however few they are. A hundred cost nearly twice as much for each.
   */
  readonly batchMax: number
}

export const standard: Bounds = { entriesMax: 10_000, charactersMax: 16 * 1024 * 1024, batchMax: 250 }

/** What is written at once. It waits in the queue until it is settled. */
export interface Batch {
  /** Those that wait, oldest first. */
  readonly entries: ReadonlyArray<LogEntry.LogEntry>
  /** How many are missing, by tenant. */
  readonly missing: ReadonlyMap<string, number>
}

export class LogQueue {
  readonly #bounds: Bounds
  #waiting: Array<LogEntry.LogEntry> = []
  #characters = 0
  #missing = new Map<string, number>()
  readonly #lost = new Map<string, number>()

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  offer(entry: LogEntry.LogEntry): void {
    const characters = this.#characters + charactersOf(entry)
    if (this.#waiting.length < this.#bounds.entriesMax && characters <= this.#bounds.charactersMax) {
      this.#waiting.push(entry)
      this.#characters = characters
    } else this.lose(entry.tenant, 1)
  }

  /** Counts entries of the tenant that will not be written. */
  lose(tenant: string, count: number): void {
    this.#missing.set(tenant, (this.#missing.get(tenant) ?? 0) + count)
    this.#lost.set(tenant, (this.#lost.get(tenant) ?? 0) + count)
  }

  /** How many wait to be written. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** How many were not written since the queue was made, by tenant. */
  get lost(): ReadonlyMap<string, number> {
    return this.#lost
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#missing.size === 0
  }

  /** Whether a whole batch waits. */
  get isFull(): boolean {
    return this.#waiting.length >= this.#bounds.batchMax
  }

  next(): Batch {
    return { entries: this.#waiting.slice(0, this.#bounds.batchMax), missing: new Map(this.#missing) }
  }

  /** The batch that came last from `next` is written. */
  settle({ entries, missing }: Batch): void {
    this.#waiting = this.#waiting.slice(entries.length)
    for (const entry of entries) this.#characters -= charactersOf(entry)
    for (const [tenant, count] of missing) {
      const left = (this.#missing.get(tenant) ?? 0) - count
      if (left > 0) this.#missing.set(tenant, left)
      else this.#missing.delete(tenant)
    }
  }

  /** The batch that came last from `next` cannot be written: its entries are missing from now on. */
  discard({ entries }: Batch): void {
    this.settle({ entries, missing: new Map() })
    for (const { tenant } of entries) this.lose(tenant, 1)
  }
}

/** The batch as it is written: what is missing stands before what came through. */
export const print = ({ entries, missing }: Batch, now: number): ReadonlyArray<LogEntry.LogEntry> => [
  ...Array.from(missing, ([tenant, count]) => LogEntry.missing(tenant, count, entries[0]?.time ?? now)),
  ...entries
]

/** Only what has no bound of its own counts. */
const charactersOf = ({ detail, notes, request, response }: LogEntry.LogEntry): number =>
  lengthOf(detail) + lengthOf(request) + lengthOf(response) + notes.reduce((sum, note) => sum + note.length, 0)

const lengthOf = (text: string | undefined): number => text?.length ?? 0
