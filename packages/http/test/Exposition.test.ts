import { describe, expect, it } from "@effect/vitest"
import { Effect, Metric, MetricBoundaries } from "effect"
import * as Exposition from "../src/Exposition.ts"

/** What is printed of metrics whose names begin so, after something was done with them. */
const printed = (prefix: string, doing: Effect.Effect<unknown>) =>
  Effect.map(Effect.zipRight(doing, Metric.snapshot), (pairs) =>
    Exposition.print(Exposition.families(pairs, prefix)).split("\n")
  )

describe("metrics as text", () => {
  it.effect("have a counter for each of its labels under one name", () => {
    const counter = Metric.counter("exposed_a_total", { description: "What there was.", incremental: true })
    return Effect.gen(function* () {
      const doing = Effect.zipRight(
        Metric.incrementBy(Metric.tagged(counter, "kind", "one"), 3),
        Metric.increment(Metric.tagged(counter, "kind", "two"))
      )
      const lines = yield* printed("exposed_a", doing)
      expect(lines.slice(0, 2)).toEqual(["# HELP exposed_a_total What there was.", "# TYPE exposed_a_total counter"])
      expect(lines.slice(2).sort()).toEqual(["", 'exposed_a_total{kind="one"} 3', 'exposed_a_total{kind="two"} 1'])
    })
  })

  it.effect("count in a bucket what is in the smaller ones too", () => {
    const histogram = Metric.histogram("exposed_b_seconds", MetricBoundaries.fromIterable([0.1, 0.5, 1]))
    return Effect.gen(function* () {
      const lines = yield* printed(
        "exposed_b",
        Effect.forEach([0.1, 0.25, 0.5, 2], (seconds) => Metric.update(histogram, seconds))
      )
      expect(lines).toEqual([
        "# HELP exposed_b_seconds ",
        "# TYPE exposed_b_seconds histogram",
        'exposed_b_seconds_bucket{le="0.1"} 1',
        'exposed_b_seconds_bucket{le="0.5"} 3',
        'exposed_b_seconds_bucket{le="1"} 3',
        'exposed_b_seconds_bucket{le="+Inf"} 4',
        "exposed_b_seconds_sum 2.85",
        "exposed_b_seconds_count 4",
        ""
      ])
    })
  })

  it.effect("have gauges as they stand, and nothing that Prometheus does not know", () => {
    const gauge = Metric.gauge("exposed_c_bytes")
    const words = Metric.frequency("exposed_c_words")
    return Effect.gen(function* () {
      const doing = Effect.zipRight(Metric.set(gauge, 7), Metric.update(words, "word"))
      expect(yield* printed("exposed_c", doing)).toEqual([
        "# HELP exposed_c_bytes ",
        "# TYPE exposed_c_bytes gauge",
        "exposed_c_bytes 7",
        ""
      ])
    })
  })

  it("let no text begin a line or end a label of its own", () => {
    const family: Exposition.Family = {
      name: "a",
      type: "gauge",
      help: 'A "word"\\\nb 1',
      samples: [{ labels: [["kind", 'x"\\\n']], value: 1 }]
    }
    expect(Exposition.print([family])).toBe('# HELP a A "word"\\\\\\nb 1\n# TYPE a gauge\na{kind="x\\"\\\\\\n"} 1\n')
  })
})
