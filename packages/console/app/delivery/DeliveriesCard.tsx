/** What became of the events of an endpoint: taken, waiting for another attempt, or given up, each with the answer. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { call } from "../api/call.ts"
import { changed, type Delivery, deliveriesQuery, type Kind } from "../api/delivery.ts"
import { useLoaded } from "../directory/useLoaded.ts"
import { message } from "../messages.ts"
import { Badge, type Tone } from "../parts/Badge.tsx"
import { Button } from "../parts/Button.tsx"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { distance, moment, When } from "../parts/When.tsx"

export interface DeliveriesCardProps {
  readonly kind: Kind
  readonly tenant: string
  readonly id: string
}

const words = message.delivery.log

export const DeliveriesCard = ({ kind, tenant, id }: DeliveriesCardProps) => {
  const queries = useQueryClient()
  const { rows, isPending, error, hasMore, isRefreshing, loadMore, retry } = useLoaded<Delivery>(
    deliveriesQuery(kind, tenant, id)
  )
  const again = useMutation({
    mutationFn: (event: string) => call(kind, "replay", { path: { tenant, id }, payload: { event } }),
    onSettled: () => changed(queries, kind, tenant)
  })
  return (
    <Card title={words.title} about={words.about} flush>
      {isPending ? <Lines count={4} /> : null}
      {!isPending && error === null && rows.length === 0 ? (
        <Empty icon="bell" title={words.none}>
          {words.noneAbout}
        </Empty>
      ) : null}
      {[error, again.error].map((each) =>
        each === null ? null : (
          <div key={each.message} className="p-4">
            <ErrorNote error={each} {...(each === error ? { onRetry: retry } : {})} />
          </div>
        )
      )}
      <ul className="divide-y divide-line">
        {rows.map((delivery) => (
          <Row
            key={delivery.id}
            tenant={tenant}
            delivery={delivery}
            busy={again.isPending}
            onAgain={() => again.mutate(delivery.id)}
          />
        ))}
      </ul>
      {rows.length === 0 ? null : (
        <footer className="flex justify-center border-t border-line px-5 py-3 text-muted">
          {hasMore ? (
            <Button busy={isRefreshing} onClick={loadMore}>
              {words.older}
            </Button>
          ) : (
            words.end
          )}
        </footer>
      )}
    </Card>
  )
}

const tones = { pending: "calm", retrying: "warn", delivered: "good", dead: "bad" } as const satisfies Record<
  string,
  Tone
>

const isSoon = (time: string): boolean => Date.parse(time) - Date.now() < 60_000

interface RowProps {
  readonly tenant: string
  readonly delivery: Delivery
  readonly busy: boolean
  readonly onAgain: () => void
}

const Row = ({ tenant, delivery, busy, onAgain }: RowProps) => {
  const { answer, at, attempts, id, nextAttemptAt, resource, state, type } = delivery
  const shown = state === "pending" && attempts > 0 ? "retrying" : state
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            to={tenantPath(tenant, "events")}
            search={{ resource: `${resource.type}/${resource.id}`, event: id } as never}
            aria-label={words.eventOf(type)}
            className="min-w-0 break-all font-mono text-[0.8125rem] font-medium hover:text-accent hover:underline"
          >
            {type}
          </Link>
          <Badge tone={tones[shown]}>{words.states[shown]}</Badge>
        </p>
        <p className="mt-1 flex flex-wrap gap-x-2 gap-y-0.5 text-[0.8125rem] text-muted [&>*+*]:before:mr-2 [&>*+*]:before:text-edge [&>*+*]:before:content-['·']">
          <When time={at} />
          <span>{words.attempts(attempts)}</span>
          {answer === undefined ? null : (
            <code title={words.answered} className="min-w-0 break-words font-mono">
              {answer}
            </code>
          )}
          {nextAttemptAt === undefined ? null : (
            <span title={moment(nextAttemptAt)}>
              {isSoon(nextAttemptAt) ? words.soon : words.next(distance(nextAttemptAt))}
            </span>
          )}
        </p>
      </div>
      {state === "dead" ? (
        <Button icon="rotate" busy={busy} aria-label={words.againOf(type)} onClick={onAgain}>
          {words.again}
        </Button>
      ) : null}
    </li>
  )
}
