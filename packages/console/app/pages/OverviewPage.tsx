/** The page on which a tenant opens: what needs somebody comes first, and then how things are. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { type Grain, healthQuery, overviewQuery } from "../api/overview.ts"
import { message } from "../messages.ts"
import { AttentionCard } from "../overview/AttentionCard.tsx"
import { HealthCard } from "../overview/HealthCard.tsx"
import { LastUseCard } from "../overview/LastUseCard.tsx"
import { RequestsCard } from "../overview/RequestsCard.tsx"
import { StartCard } from "../overview/StartCard.tsx"
import { Stats } from "../overview/Stats.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Page } from "../parts/Page.tsx"
import { useTenant } from "../shell/useTenant.ts"

export default function OverviewPage() {
  const tenant = useTenant()
  const [by, setBy] = useState<Grain>("hour")
  const { data: overview, error, refetch } = useQuery(overviewQuery(tenant, by))
  const { data: health } = useQuery(healthQuery)
  const isNew = overview !== undefined && overview.users.active + overview.users.inactive === 0
  const all = overview === undefined ? undefined : [...overview.attention, ...(health?.attention ?? [])]
  // Whoever has no token yet is told so by the first step.
  const attention = isNew ? all?.filter(({ about }) => about !== "tokens") : all
  return (
    <Page title={message.overview.title} about={message.overview.about}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {isNew ? <StartCard tenant={tenant} overview={overview} /> : null}
      {/* That all is well is nothing to say where nothing is yet. */}
      {isNew && attention?.length === 0 ? null : <AttentionCard tenant={tenant} attention={attention} />}
      <Stats overview={overview} by={by} />
      <RequestsCard tenant={tenant} requests={overview?.requests} by={by} onBy={setBy} />
      <div className="grid gap-6 md:grid-cols-2">
        <LastUseCard tenant={tenant} tokens={overview?.tokens} />
        <HealthCard health={health} />
      </div>
    </Page>
  )
}
