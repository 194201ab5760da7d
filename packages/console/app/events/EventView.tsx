/** The events of one filter as they come, older ones as one scrolls, and beside them the one that is open. */
import { Link } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import { tenantPath } from "../addresses.ts"
import type { Chosen, Event } from "../api/events.ts"
import { LiveBar } from "../log/LiveBar.tsx"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import * as EventFilter from "./EventFilter.ts"
import { EventLines } from "./EventLines.tsx"
import { EventSheet } from "./EventSheet.tsx"
import { ReadCard } from "./ReadCard.tsx"
import { useEvents } from "./useEvents.ts"

export interface EventViewProps {
  readonly tenant: string
  readonly chosen: Chosen
  /** The id of the event that is open. */
  readonly event: string | undefined
  readonly onEvent: (id: string | undefined) => void
  readonly onChange: (chosen: Chosen) => void
}

export const EventView = ({ tenant, chosen, event, onEvent, onChange }: EventViewProps) => {
  const log = useEvents(tenant, chosen)
  const { events, error, older } = log
  const arrived = new Set(log.arrived.map(({ id }) => id))
  const opened = events?.find(({ id }) => id === event)
  return (
    <>
      <section
        aria-label={message.events.lines}
        className="overflow-clip rounded-card border border-line bg-surface shadow-card"
      >
        <LiveBar log={log} />
        {error === null ? null : (
          <div className="p-4">
            <ErrorNote error={error} onRetry={log.retry} />
          </div>
        )}
        {events === undefined && error === null ? <Lines count={6} /> : null}
        {events?.length === 0 && !older.is ? <Nothing tenant={tenant} chosen={chosen} onChange={onChange} /> : null}
        <EventLines events={events ?? []} arrived={arrived} onEvent={onEvent} />
        {events === undefined || error !== null || (events.length === 0 && !older.is) ? null : <Foot older={older} />}
      </section>
      {events?.length === 0 && EventFilter.isEmpty(chosen) ? <ReadCard tenant={tenant} /> : null}
      {opened === undefined ? null : (
        <EventSheet
          tenant={tenant}
          event={opened}
          {...neighbours(events ?? [], opened)}
          onEvent={onEvent}
          onResource={(resource) => onChange({ kinds: [], resource })}
        />
      )}
    </>
  )
}

const neighbours = (events: ReadonlyArray<Event>, opened: Event) => {
  const at = events.indexOf(opened)
  return { newer: events[at - 1]?.id, older: events[at + 1]?.id }
}

/** So many pixels before the end of what is there the next page is asked for. */
const ahead = "600px"

/** Older events come when one nears the end; the button is for whoever gets there before they do, and for keys. */
const Foot = ({ older: { busy, is, load } }: { readonly older: ReturnType<typeof useEvents>["older"] }) => {
  const foot = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!is || busy || foot.current === null) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), { rootMargin: ahead })
    observer.observe(foot.current)
    return () => observer.disconnect()
  })
  return (
    <footer ref={foot} className="flex h-14 items-center justify-center border-t border-line px-5 text-muted">
      {is ? (
        <Button look="quiet" busy={busy} onClick={load}>
          {busy ? message.events.loading : message.events.older}
        </Button>
      ) : (
        message.events.end
      )}
    </footer>
  )
}

const Nothing = ({ tenant, chosen, onChange }: Pick<EventViewProps, "tenant" | "chosen" | "onChange">) =>
  EventFilter.isEmpty(chosen) ? (
    <Empty
      icon="bell"
      title={message.events.none}
      action={
        <Link to={tenantPath(tenant, "scim")} className={buttonClass("main")}>
          {message.events.connect}
        </Link>
      }
    >
      {message.events.noneAbout}
    </Empty>
  ) : (
    <Empty
      icon="search"
      title={message.events.nothing}
      action={
        <Button onClick={() => onChange({ kinds: [], resource: undefined })}>{message.events.filter.clear}</Button>
      }
    >
      {message.events.nothingAbout}
    </Empty>
  )
