import { LogEntry } from "@rollcall/provider"
import { describe, expect, it } from "vitest"
import * as LogQueue from "../src/LogQueue.ts"

const entry = (time: number, given: Partial<LogEntry.LogEntry> = {}): LogEntry.LogEntry => ({
  ...LogEntry.missing("acme", 0, time),
  detail: "",
  ...given
})

const queueOf = (bounds: Partial<LogQueue.Bounds>, ...entries: ReadonlyArray<LogEntry.LogEntry>) => {
  const queue = new LogQueue.LogQueue({ ...LogQueue.standard, ...bounds })
  for (const each of entries) queue.offer(each)
  return queue
}

const details = (queue: LogQueue.LogQueue) => LogQueue.print(queue.next(), 9).map(({ detail }) => detail)

describe("the queue of the log", () => {
  it("gives batches in the order in which entries came, and keeps them until they are settled", () => {
    const queue = queueOf({ batchMax: 2 }, entry(1), entry(2), entry(3))
    const times = () => queue.next().entries.map(({ time }) => time)
    expect([times(), times()]).toEqual([
      [1, 2],
      [1, 2]
    ])
    const batch = queue.next()
    queue.offer(entry(4))
    queue.settle(batch)
    expect([times(), queue.isEmpty]).toEqual([[3, 4], false])
    queue.settle(queue.next())
    expect([times(), queue.isEmpty]).toEqual([[], true])
  })

  it("is full when a whole batch waits", () => {
    expect([queueOf({ batchMax: 2 }, entry(1)).isFull, queueOf({ batchMax: 2 }, entry(1), entry(2)).isFull]).toEqual([
      false,
      true
    ])
  })

  it("takes as many as it has room for, and has room again once they are written", () => {
    const queue = queueOf({ entriesMax: 2 }, entry(1), entry(2), entry(3), entry(4), entry(5, { tenant: "other" }))
    const batch = queue.next()
    expect(LogQueue.print(batch, 9)).toEqual([
      LogEntry.missing("acme", 2, 1),
      LogEntry.missing("other", 1, 1),
      entry(1),
      entry(2)
    ])
    queue.lose("acme", 4)
    queue.settle(batch)
    queue.offer(entry(6))
    expect(LogQueue.print(queue.next(), 9)).toEqual([LogEntry.missing("acme", 4, 6), entry(6)])
  })

  it("takes as many characters as it has room for", () => {
    const entries = [
      entry(1, { request: "12345" }),
      entry(2, { response: "1234", notes: ["5"] }),
      entry(3, { detail: "1" })
    ]
    expect(queueOf({ charactersMax: 10 }, ...entries).next().missing).toEqual(new Map([["acme", 1]]))
    const queue = queueOf({ charactersMax: 11 }, ...entries, ...entries.slice(2))
    expect(queue.next().entries).toEqual(entries)
    queue.settle(queue.next())
    queue.offer(entry(4, { detail: "12345678901" }))
    expect(queue.next().entries).toHaveLength(1)
  })

  it("counts a batch that cannot be written among what is missing", () => {
    const queue = queueOf({ batchMax: 2 }, entry(1), entry(2, { tenant: "other" }), entry(3))
    queue.discard(queue.next())
    expect(details(queue)).toEqual([
      "1 request is missing before this line.",
      "1 request is missing before this line.",
      ""
    ])
    queue.discard(queue.next())
    expect(details(queue)).toEqual([
      "2 requests are missing before this line.",
      "1 request is missing before this line."
    ])
  })

  it("tells how many wait, and how many were never written of each tenant, whatever has become of that line", () => {
    const queue = queueOf({ entriesMax: 2 }, entry(1), entry(2), entry(3), entry(4, { tenant: "other" }))
    expect([queue.waiting, queue.lost]).toEqual([
      2,
      new Map([
        ["acme", 1],
        ["other", 1]
      ])
    ])
    queue.settle(queue.next())
    queue.offer(entry(5))
    queue.discard(queue.next())
    expect([queue.waiting, queue.lost]).toEqual([
      0,
      new Map([
        ["acme", 2],
        ["other", 1]
      ])
    ])
  })
})
