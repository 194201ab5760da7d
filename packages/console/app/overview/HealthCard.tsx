/** How the server itself does, in the few facts that somebody is asked for who reports a fault. */
import type { ReactNode } from "react"
import type { Answer } from "../api/call.ts"
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"
import { Card } from "../parts/Card.tsx"
import { count } from "./numbers.ts"

export const HealthCard = ({ health }: { readonly health: Answer<"overview", "health"> | undefined }) => {
  const words = message.overview.health
  return (
    <Card
      title={words.title}
      actions={
        health === undefined ? undefined : health.attention.length === 0 ? (
          <Badge tone="good">{words.well}</Badge>
        ) : (
          <Badge tone="warn">{words.unwell}</Badge>
        )
      }
    >
      <dl className="flex flex-col gap-2.5">
        <Fact name={words.version}>{health?.version}</Fact>
        <Fact name={words.database}>
          {health === undefined ? undefined : `${health.database.product} ${health.database.version}`}
        </Fact>
        <Fact name={words.answers}>{health === undefined ? undefined : message.log.ms(health.database.ms)}</Fact>
        <Fact name={words.log}>
          {health === undefined
            ? undefined
            : health.log.waitingMax === 0
              ? words.none
              : words.of(count(health.log.waiting), count(health.log.waitingMax))}
        </Fact>
      </dl>
    </Card>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4">
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words text-right font-medium">
      {children ?? <span className="inline-block h-3 w-20 animate-pulse rounded bg-sunken" />}
    </dd>
  </div>
)
