/**
 * Metrics as the text that Prometheus reads. It prints what it is given, in an order that stays.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */

import type { MetricPair } from "effect"
import { MetricState, Option } from "effect"

export const mediaType = "text/plain; version=0.0.4; charset=utf-8"

/** One name with all its values. */
export interface Family {
  readonly name: string
  readonly type: "counter" | "gauge" | "histogram"
  readonly help: string
  readonly samples: ReadonlyArray<Sample>
}

export interface Sample {
  /** What stands behind the family's name: `_bucket`. */
  readonly suffix?: string
  readonly labels: ReadonlyArray<readonly [name: string, value: string]>
  readonly value: number
}

export const print = (families: ReadonlyArray<Family>): string =>
  families
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${escaped(help)}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ suffix = "", labels, value }) => `${name}${suffix}${printLabels(labels)} ${number(value)}`)
    ])
    .map((line) => `${line}\n`)
    .join("")

/** Counters, gauges and histograms of Effect whose names begin so; other kinds have no equal in the text. */
export const families = (
  pairs: ReadonlyArray<MetricPair.MetricPair.Untyped>,
  prefix: string
): ReadonlyArray<Family> => {
  const found = new Map<string, Family>()
  for (const { metricKey, metricState } of pairs) {
    const values = metricKey.name.startsWith(prefix) ? valuesOf(metricState) : undefined
    if (values === undefined) continue
    const labels = metricKey.tags.map(({ key, value }) => [key, value] as const)
    const samples = values.samples.map((sample) => ({ ...sample, labels: [...labels, ...sample.labels] }))
    const before = found.get(metricKey.name)?.samples ?? []
    const help = Option.getOrElse(metricKey.description, () => "")
    found.set(metricKey.name, { name: metricKey.name, type: values.type, help, samples: [...before, ...samples] })
  }
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
}

const valuesOf = (state: MetricState.MetricState.Untyped): Pick<Family, "type" | "samples"> | undefined => {
  if (MetricState.isCounterState(state)) {
    return { type: "counter", samples: [{ labels: [], value: Number(state.count) }] }
  }
  if (MetricState.isGaugeState(state)) return { type: "gauge", samples: [{ labels: [], value: Number(state.value) }] }
  if (!MetricState.isHistogramState(state)) return undefined
  const buckets = state.buckets.map(
    ([boundary, count]): Sample => ({
      suffix: "_bucket",
      labels: [["le", number(boundary)]],
      value: count
    })
  )
  return {
    type: "histogram",
    samples: [
      ...buckets,
      { suffix: "_sum", labels: [], value: state.sum },
      { suffix: "_count", labels: [], value: state.count }
    ]
  }
}

const printLabels = (labels: Sample["labels"]): string =>
  labels.length === 0
    ? ""
    : `{${labels.map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`).join(",")}}`

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")

const number = (value: number): string => (value === Number.POSITIVE_INFINITY ? "+Inf" : String(value))
