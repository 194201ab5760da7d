/** Events under their days, each a button that opens it; the arrow keys go from one to the next. */
import type { KeyboardEvent } from "react"
import { type Event, resourceOf } from "../api/events.ts"
import { clock, dayName } from "../log/times.ts"
import { message } from "../messages.ts"
import { Icon, type IconName } from "../parts/Icon.tsx"
import { type Line as Folded, folded } from "./lines.ts"

export interface EventLinesProps {
  readonly events: ReadonlyArray<Event>
  /** The ids of those that came while somebody looked. */
  readonly arrived: ReadonlySet<string>
  readonly onEvent: (id: string) => void
}

export const EventLines = ({ events, arrived, onEvent }: EventLinesProps) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside.
  <div onKeyDown={move}>
    {byDay(folded(events)).map(([day, some]) => (
      <section key={day} aria-label={dayName(day)}>
        <h2 className="border-b border-line bg-sunken px-5 py-1.5 text-xs font-medium text-muted">{dayName(day)}</h2>
        <ul>
          {some.map(({ event, more }) => (
            <li
              key={event.id}
              className="border-line [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto] not-last:border-b"
            >
              <button
                type="button"
                onClick={() => onEvent(event.id)}
                className={`block w-full px-5 py-2.5 text-left transition-colors hover:bg-sunken focus-visible:-outline-offset-2 ${arrived.has(event.id) ? "animate-fresh" : ""}`}
              >
                <Line event={event} />
              </button>
              {more === 0 ? null : (
                <p className="px-5 pb-2.5 text-[0.8125rem] text-muted">{message.events.more(more)}</p>
              )}
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
)

const icons: Readonly<Record<string, IconName>> = {
  created: "plus",
  updated: "pencil",
  deactivated: "close",
  reactivated: "check",
  deleted: "trash",
  member_added: "group",
  member_removed: "group",
  expiring: "key"
}

/** What says that somebody may no longer come in. */
const isUrgent = (happened: string): boolean => happened === "deactivated" || happened === "deleted"

export const happenedOf = (type: string): string => type.slice(type.indexOf(".") + 1)

const Line = ({ event }: { readonly event: Event }) => {
  const happened = happenedOf(event.type)
  const { attributes = [], expiry, member } = event.data
  return (
    <span className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 sm:grid-cols-[4.5rem_1.5rem_minmax(0,15rem)_minmax(0,1fr)]">
      <time dateTime={event.timestamp} className="font-mono text-[0.8125rem] text-muted tabular-nums">
        {clock(event.timestamp)}
      </time>
      <span
        className={`hidden size-6 items-center justify-center rounded-full sm:inline-flex ${isUrgent(happened) ? "bg-bad-tint text-bad" : "bg-sunken text-muted"}`}
      >
        <Icon name={icons[happened] ?? "bell"} className="size-3.5" />
      </span>
      <span className="truncate font-mono text-[0.8125rem] font-medium">{event.type}</span>
      <span className="col-span-full truncate text-[0.8125rem] text-muted sm:col-span-1">
        {expiry === undefined ? (
          <span className="font-mono">{resourceOf(event)}</span>
        ) : (
          message.events.ahead(expiry.name, expiry.days)
        )}
        {attributes.length === 0 ? null : <span className="ml-2">{attributes.join(", ")}</span>}
        {member === undefined ? null : <span className="ml-2 font-mono">{member}</span>}
      </span>
    </span>
  )
}

const key = new Intl.DateTimeFormat("en-CA", { dateStyle: "short" })

/** By days of the reader's zone, in the order in which they are. */
const byDay = (lines: ReadonlyArray<Folded>): ReadonlyArray<readonly [string, ReadonlyArray<Folded>]> => {
  const days = new Map<string, Array<Folded>>()
  for (const line of lines) {
    const day = key.format(new Date(line.event.timestamp))
    const same = days.get(day)
    if (same === undefined) days.set(day, [line])
    else same.push(line)
  }
  return [...days]
}

const move = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const all = [...event.currentTarget.querySelectorAll("button")]
  const at = all.indexOf(document.activeElement as HTMLButtonElement)
  event.preventDefault()
  all[at + step]?.focus()
}
