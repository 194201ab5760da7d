/** What has happened to a user or a group, the newest first: who did it, and each value before and after. */
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { tenantPath } from "../addresses.ts"
import { type HistoryEntry, historyQuery, type Kind } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon, type IconName } from "../parts/Icon.tsx"
import { When } from "../parts/When.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { stepsOf, type Title, titleOf } from "./history.ts"
import { useLoaded } from "./useLoaded.ts"

const words = message.directory.history

export const HistoryCard = ({ kind, id }: { readonly kind: Kind; readonly id: string }) => {
  const tenant = useTenant()
  const { rows, isPending, error, hasMore, isRefreshing, loadMore, retry } = useLoaded<HistoryEntry>(
    historyQuery(kind, tenant, id)
  )
  return (
    <Card title={words.title} about={words.about} flush>
      {isPending ? <Lines /> : null}
      {!isPending && error === null && rows.length === 0 ? (
        <Empty icon="clock" title={words.none}>
          {words.noneAbout}
        </Empty>
      ) : null}
      <ol className="px-5">
        {rows.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
      {error === null ? null : (
        <div className="p-4">
          <ErrorNote error={error} onRetry={retry} />
        </div>
      )}
      {hasMore && error === null ? (
        <div className="border-t border-line px-3 py-2">
          <Button look="quiet" busy={isRefreshing} onClick={loadMore}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

const icons: Readonly<Record<Title, IconName>> = {
  created: "plus",
  updated: "pencil",
  deleted: "trash",
  deactivated: "close",
  reactivated: "check"
}

/** Longer than anybody reads at once is shown on demand. */
const shownMax = 6

const Entry = ({ entry }: { readonly entry: HistoryEntry }) => {
  const { actor, at, attributes, because, membersAdded, membersRemoved, request, values } = entry
  const tenant = useTenant()
  const title = titleOf(entry)
  return (
    <li className="relative flex gap-3.5 py-4 not-last:before:absolute not-last:before:top-11 not-last:before:-bottom-4 not-last:before:left-3.5 not-last:before:w-px not-last:before:bg-line">
      <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-sunken text-muted">
        <Icon name={icons[title]} className="size-3.5" />
      </span>
      <div className="min-w-0 grow">
        <p className="flex min-h-7 flex-wrap items-center gap-x-1.5">
          <span className="font-medium">{words[title]}</span>
          {actor === undefined ? null : (
            <span className="min-w-0 break-words text-muted">
              {words.by(actor.kind === "commandLine" ? words.commandLine : (actor.name ?? words.kinds[actor.kind]))}
            </span>
          )}
          <span className="ml-auto text-[0.8125rem] text-muted">
            <When time={at} />
          </span>
        </p>
        {because === undefined ? null : <p className="text-muted">{words.because[because]}</p>}
        {membersAdded === undefined ? null : (
          <MemberIds title={words.membersAdded(membersAdded.count)} members={membersAdded} />
        )}
        {membersRemoved === undefined ? null : (
          <MemberIds title={words.membersRemoved(membersRemoved.count)} members={membersRemoved} />
        )}
        {values === undefined || values.length === 0 ? (
          values === undefined && attributes.length > 0 ? (
            <p className="text-muted">{words.forgotten(attributes.join(", "))}</p>
          ) : null
        ) : (
          <Values values={values} />
        )}
        {request === undefined ? null : (
          <p className="mt-2 truncate text-xs text-muted">
            {words.request}{" "}
            <Link
              to={tenantPath(tenant, "log")}
              search={{ request } as never}
              title={words.inLog}
              className="rounded font-mono text-accent hover:underline"
            >
              {request}
            </Link>
          </p>
        )}
      </div>
    </li>
  )
}

interface MemberIdsProps {
  readonly title: string
  readonly members: NonNullable<HistoryEntry["membersAdded"]>
}

/** How many came or went, and on demand who: as far as they are known, by their ids. */
const MemberIds = ({ title, members: { count, ids } }: MemberIdsProps) => (
  <details className="group">
    <summary className="inline-flex list-none items-center gap-1 rounded-md [&::-webkit-details-marker]:hidden">
      {title}
      <Icon name="chevron" className="size-3.5 text-muted transition-transform group-open:rotate-180" />
    </summary>
    <ul className="mt-2 max-h-48 overflow-y-auto rounded-lg border border-line px-3 py-2 font-mono text-[0.8125rem] leading-6">
      {ids.map((member) => (
        <li key={member} className="truncate">
          <Known id={member} />
        </li>
      ))}
      {count > ids.length ? <li className="font-sans text-muted">{words.further(count - ids.length)}</li> : null}
    </ul>
  </details>
)

const Known = ({ id }: { readonly id: string }) => {
  const tenant = useTenant()
  return (
    <Link to={tenantPath(tenant, `users/${encodeURIComponent(id)}`)} className="text-accent hover:underline">
      {id}
    </Link>
  )
}

const Values = ({ values }: { readonly values: NonNullable<HistoryEntry["values"]> }) => {
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, shownMax)
  return (
    <>
      <table className="mt-2 block w-full overflow-hidden rounded-lg border border-line text-[0.8125rem]">
        <caption className="sr-only">{words.values}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{words.attribute}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody className="block divide-y divide-line">
          {shown.map((change) => (
            <Change key={change.path} change={change} />
          ))}
        </tbody>
      </table>
      {shown.length === values.length ? null : (
        <Button look="quiet" className="mt-1 -ml-3.5" onClick={() => setAll(true)}>
          {words.further(values.length - shown.length)}
        </Button>
      )}
    </>
  )
}

const Change = ({ change }: { readonly change: NonNullable<HistoryEntry["values"]>[number] }) => {
  const word = change.hidden ? words.hidden : change.cut ? words.cut : undefined
  const steps = word === undefined ? stepsOf(change) : []
  return (
    <tr className="grid gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <th scope="row" className="min-w-0 break-words text-left font-mono font-normal leading-5 text-muted">
        {change.path}
      </th>
      {word === undefined ? null : <td className="text-muted italic">{word}</td>}
      {steps.map(({ among = false, before, after }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what came and went has no name but its place.
        <td key={index} className="flex min-w-0 flex-wrap items-baseline gap-x-2 leading-5 sm:col-start-2">
          {before === undefined ? null : (
            <del className="min-w-0 break-words text-muted decoration-bad/60">{before}</del>
          )}
          {before === undefined || after === undefined ? null : (
            <Icon name="arrow" className="size-3 self-center text-muted" />
          )}
          {after === undefined ? null : <ins className="min-w-0 break-words text-ink no-underline">{after}</ins>}
          {among ? (
            <span className={`text-xs ${after === undefined ? "text-bad" : "text-good"}`}>
              {after === undefined ? words.removed : words.added}
            </span>
          ) : null}
        </td>
      ))}
    </tr>
  )
}
