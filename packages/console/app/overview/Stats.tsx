/** The few numbers that say how large a tenant is and how much goes on. */
import type { Grain, Overview } from "../api/overview.ts"
import { message } from "../messages.ts"
import { count, share } from "./numbers.ts"

export const Stats = ({ overview, by }: { readonly overview: Overview | undefined; readonly by: Grain }) => {
  const words = message.overview.stats
  const spans = overview?.requests ?? []
  const requests = spans.reduce((sum, span) => sum + span.requests, 0)
  const failed = spans.reduce((sum, span) => sum + span.failed, 0)
  const known = overview !== undefined
  return (
    <dl className="grid grid-cols-2 overflow-clip rounded-card border border-line bg-line shadow-card [gap:1px] lg:grid-cols-4">
      <Stat name={words.active} value={known ? count(overview.users.active) : undefined} />
      <Stat name={words.inactive} value={known ? count(overview.users.inactive) : undefined} />
      <Stat name={words.groups} value={known ? count(overview.groups) : undefined} />
      <Stat
        name={by === "hour" ? words.requests.hour : words.requests.day(spans.length)}
        value={known ? count(requests) : undefined}
        more={failed === 0 ? undefined : `${share(failed, requests)} ${words.failed}`}
      />
    </dl>
  )
}

interface StatProps {
  readonly name: string
  readonly value: string | undefined
  readonly more?: string | undefined
}

const Stat = ({ name, value, more }: StatProps) => (
  <div className="flex flex-col bg-surface px-5 py-4">
    <dt className="text-muted">{name}</dt>
    <dd className="mt-1 flex min-h-8 flex-wrap items-baseline gap-x-2.5">
      {value === undefined ? (
        <span className="my-1.5 h-5 w-14 animate-pulse self-center rounded bg-sunken" />
      ) : (
        <span className="text-2xl font-semibold tracking-tight tabular-nums">{value}</span>
      )}
      {more === undefined ? null : <span className="text-[0.8125rem] font-medium text-bad">{more}</span>}
    </dd>
  </div>
)
