/**
 * Requests over time as bars: what succeeded, and on top of it what failed. One stop for the keyboard, whose arrows go from
 * bar to bar; whoever sees no chart hears each bar in words.
 */
import { useNavigate } from "@tanstack/react-router"
import { type KeyboardEvent, useState } from "react"
import { tenantPath } from "../addresses.ts"
import type { Grain, Span } from "../api/overview.ts"
import { message } from "../messages.ts"
import { useWidth } from "../parts/useWidth.ts"
import { ceiling, count } from "./numbers.ts"
import { mark, name, search } from "./spans.ts"

export interface RequestsChartProps {
  readonly tenant: string
  readonly requests: ReadonlyArray<Span>
  readonly by: Grain
}

const height = 208
const top = 12
const bottom = 24
const left = 44

/** Room for one word below the bars. */
const markWidth = 76

export const RequestsChart = ({ tenant, requests, by }: RequestsChartProps) => {
  const [element, width] = useWidth()
  const navigate = useNavigate()
  const [at, setAt] = useState<number>()
  const words = message.overview.chart
  const all = requests.reduce((sum, span) => sum + span.requests, 0)
  const failed = requests.reduce((sum, span) => sum + span.failed, 0)
  const max = ceiling(Math.max(...requests.map((span) => span.requests), 0))
  const step = Math.max(width - left, 0) / Math.max(requests.length, 1)
  const current = at === undefined ? undefined : requests[at]
  const open = (span: Span | undefined) => {
    if (span !== undefined && span.requests > 0)
      void navigate({ to: tenantPath(tenant, "log"), search: search(span) as never })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = requests.length - 1
    const here = at ?? last
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: last }[event.key]
    if (event.key === "Enter") return open(current)
    if (to === undefined) return
    event.preventDefault()
    setAt(Math.min(Math.max(to, 0), last))
  }
  const nearest = (clientX: number, box: DOMRect) => {
    const index = Math.floor((clientX - box.left - left) / step)
    return index < 0 || index >= requests.length ? undefined : index
  }
  return (
    <div>
      <div
        ref={element}
        role="slider"
        tabIndex={0}
        aria-label={words.summary(count(all), count(failed))}
        aria-description={words.keys}
        aria-valuemin={0}
        aria-valuemax={Math.max(requests.length - 1, 0)}
        aria-valuenow={at ?? requests.length - 1}
        aria-valuetext={current === undefined ? undefined : spoken(current, by)}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.currentTarget.matches(":focus-visible")) setAt((index) => index ?? requests.length - 1)
        }}
        onBlur={() => setAt(undefined)}
        onPointerMove={(event) => setAt(nearest(event.clientX, event.currentTarget.getBoundingClientRect()))}
        onPointerLeave={() => setAt(undefined)}
        onClick={(event) => {
          const index = nearest(event.clientX, event.currentTarget.getBoundingClientRect())
          open(index === undefined ? undefined : requests[index])
        }}
        className={`relative h-52 rounded-lg ${current !== undefined && current.requests > 0 ? "cursor-pointer" : ""}`}
      >
        <svg aria-hidden="true" width={width} height={height} className="absolute inset-0 overflow-visible">
          <Axis width={width} max={max} />
          {requests.map((span, index) => (
            <Bar key={span.from} span={span} x={left + index * step} step={step} max={max} lit={index === at} />
          ))}
          <Marks requests={requests} by={by} step={step} />
        </svg>
        {current === undefined || at === undefined ? null : (
          <Tip span={current} by={by} x={left + (at + 0.5) * step} width={width} />
        )}
        {all === 0 ? (
          <p className="absolute inset-0 flex items-center justify-center pb-3 pl-11 text-muted">
            <span className="bg-surface px-3">{words.none}</span>
          </p>
        ) : null}
      </div>
      <p className="mt-3 flex h-5 gap-5 text-[0.8125rem] text-muted">
        <Legend colour="bg-solid" name={words.ok} />
        <Legend colour="bg-bad-solid" name={words.failed} />
      </p>
    </div>
  )
}

const spoken = (span: Span, by: Grain): string =>
  `${name(span, by)}: ${message.overview.chart.summary(count(span.requests), count(span.failed))}`

const y = (value: number, max: number): number => top + (height - top - bottom) * (1 - value / max)

const Axis = ({ width, max }: { readonly width: number; readonly max: number }) =>
  [0, max / 2, max].map((value) => (
    <g key={value}>
      <line x1={left} x2={width} y1={y(value, max)} y2={y(value, max)} className="stroke-line" />
      <text x={left - 10} y={y(value, max) + 4} textAnchor="end" className="fill-muted text-xs tabular-nums">
        {count(value)}
      </text>
    </g>
  ))

interface BarProps {
  readonly span: Span
  readonly x: number
  readonly step: number
  readonly max: number
  readonly lit: boolean
}

const Bar = ({ span: { failed, requests }, x, step, max, lit }: BarProps) => {
  const gap = Math.min(Math.max(step * 0.24, 1), 10)
  const wide = Math.max(step - gap, 1)
  const start = y(requests, max)
  const between = y(requests - failed, max)
  return (
    <g>
      {lit ? (
        <rect x={x} y={top - 4} width={step} height={height - top - bottom + 4} rx="4" className="fill-sunken" />
      ) : null}
      {requests === failed ? null : (
        <rect
          x={x + gap / 2}
          y={between}
          width={wide}
          height={y(0, max) - between}
          rx={Math.min(wide / 4, 3)}
          className="fill-solid"
        />
      )}
      {failed === 0 ? null : (
        <rect
          x={x + gap / 2}
          y={Math.min(start, between - 3)}
          width={wide}
          height={Math.max(between - start - 1, 3)}
          rx={Math.min(wide / 4, 3)}
          className="fill-bad-solid"
        />
      )}
    </g>
  )
}

interface MarksProps {
  readonly requests: ReadonlyArray<Span>
  readonly by: Grain
  readonly step: number
}

/** As many as there is room for, counted from the newest. */
const Marks = ({ requests, by, step }: MarksProps) => {
  const every = Math.max(Math.ceil(markWidth / Math.max(step, 1)), 1)
  return requests.map((span, index) => {
    const x = left + (index + 0.5) * step
    return (requests.length - 1 - index) % every !== 0 || x < left + markWidth / 2 - 8 ? null : (
      <text
        key={span.from}
        x={index === requests.length - 1 ? x + step / 2 : x}
        y={height - 4}
        textAnchor={index === requests.length - 1 ? "end" : "middle"}
        className="fill-muted text-xs tabular-nums"
      >
        {mark(span, by)}
      </text>
    )
  })
}

const tipWidth = 208

interface TipProps {
  readonly span: Span
  readonly by: Grain
  readonly x: number
  readonly width: number
}

const Tip = ({ span, by, x, width }: TipProps) => (
  <div
    aria-hidden="true"
    style={{ left: Math.min(Math.max(x - tipWidth / 2, 0), Math.max(width - tipWidth, 0)), width: tipWidth }}
    className="pointer-events-none absolute bottom-full z-10 -mb-3 rounded-lg border border-line bg-surface px-3 py-2 text-[0.8125rem] shadow-over"
  >
    <p className="font-medium">{name(span, by)}</p>
    <p className="mt-1 flex justify-between gap-4 text-muted">
      <Legend colour="bg-solid" name={message.overview.chart.ok} />
      <span className="text-ink tabular-nums">{count(span.requests - span.failed)}</span>
    </p>
    <p className="flex justify-between gap-4 text-muted">
      <Legend colour="bg-bad-solid" name={message.overview.chart.failed} />
      <span className="text-ink tabular-nums">{count(span.failed)}</span>
    </p>
  </div>
)

const Legend = ({ colour, name: text }: { readonly colour: string; readonly name: string }) => (
  <span className="inline-flex items-center gap-1.5">
    <span aria-hidden="true" className={`size-2.5 rounded-[3px] ${colour}`} />
    {text}
  </span>
)
