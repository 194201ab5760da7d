/** How the server does, for whoever runs it: what needs attention, and the figures behind that. */
import { queryOptions, useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { type Answer, call } from "../api/call.ts"
import { message } from "../messages.ts"
import { Card, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Page } from "../parts/Page.tsx"
import { moment } from "../parts/When.tsx"

type Health = Answer<"overview", "health">

const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: async ({ signal }) => ({ ...(await call("overview", "health", { signal })), asked: Date.now() }),
  refetchInterval: 10_000
})

export default function HealthPage() {
  const { data: health, error, refetch } = useQuery(healthQuery)
  return (
    <Page title={message.health.title} about={message.health.about}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {health === undefined ? (
        error === null ? (
          <div className="rounded-card border border-line bg-surface shadow-card">
            <Lines count={6} />
          </div>
        ) : null
      ) : (
        <>
          <State health={health} />
          <div className="grid items-start gap-6 md:grid-cols-2 xl:grid-cols-3">
            <Database database={health.database} />
            <Log log={health.log} />
            <Server health={health} skewMillis={Date.parse(health.time) - health.asked} />
          </div>
        </>
      )}
    </Page>
  )
}

const State = ({ health: { attention } }: { readonly health: Health }) => {
  const well = attention.length === 0
  return (
    <section
      role="status"
      className={`flex items-start gap-4 rounded-card px-5 py-4 ${well ? "bg-good-tint text-good" : "bg-warn-tint text-warn"}`}
    >
      <Icon name={well ? "check" : "warning"} className="mt-0.5 size-5" />
      <div className="min-w-0">
        <h2 className="font-semibold">{well ? message.health.well : message.health.attention(attention.length)}</h2>
        {well ? <p>{message.health.wellAbout}</p> : null}
        <ul className="flex flex-col gap-1">
          {attention.map(({ detail }) => (
            <li key={detail} className="break-words">
              {detail}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const Database = ({ database: { ms, pending, product, version } }: Pick<Health, "database">) => (
  <Card title={message.health.database} about={message.health.databaseAbout} flush>
    <dl className="divide-y divide-line">
      <Figure name={message.health.product}>{`${product} ${version}`}</Figure>
      <Figure name={message.health.answers}>{message.health.millis(ms)}</Figure>
      <Figure name={message.health.tables}>
        {pending.length === 0 ? message.health.complete : message.health.pending(pending)}
      </Figure>
    </dl>
  </Card>
)

const Log = ({ log: { waiting, waitingMax, dropped } }: Pick<Health, "log">) => (
  <Card title={message.health.log} about={message.health.logAbout} flush>
    <dl className="divide-y divide-line">
      <Figure name={message.health.waiting}>
        {waitingMax === 0 ? message.health.off : message.health.room(waiting, waitingMax)}
      </Figure>
      <Figure name={message.health.dropped}>{dropped.toLocaleString("en")}</Figure>
    </dl>
  </Card>
)

/** From here on tokens and assertions may be taken for expired, or for not yet valid. */
const skewMillisMax = 30_000

const Server = ({ health, skewMillis }: { readonly health: Health; readonly skewMillis: number }) => {
  const skew = Math.abs(skewMillis)
  return (
    <Card title={message.health.server} about={message.health.serverAbout} flush>
      <dl className="divide-y divide-line">
        <Figure name={message.health.version}>{health.version}</Figure>
        <Figure name={message.health.clock}>{moment(health.time)}</Figure>
        {skew < skewMillisMax ? null : (
          <Figure name={message.health.skewed}>{message.health.skew(Math.round(skew / 1_000))}</Figure>
        )}
      </dl>
    </Card>
  )
}

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 py-3">
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words font-medium tabular-nums">{children}</dd>
  </div>
)
