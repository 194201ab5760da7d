/** Lines of the log under their days, each a button that opens it; the arrow keys go from one to the next. */
import type { KeyboardEvent } from "react"
import { type Entry, isFailed, shortPath } from "../api/log.ts"
import { message } from "../messages.ts"
import { byDay } from "./merged.ts"
import { Status } from "./Status.tsx"
import { clock, dayName } from "./times.ts"

export interface LogLinesProps {
  readonly entries: ReadonlyArray<Entry>
  /** The ids of those that came while somebody looked. */
  readonly arrived: ReadonlySet<number>
  readonly onEntry: (id: number) => void
}

export const LogLines = ({ entries, arrived, onEntry }: LogLinesProps) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside.
  <div onKeyDown={move}>
    {byDay(entries).map(([day, some]) => (
      <section key={day} aria-label={dayName(day)}>
        <h2 className="border-b border-line bg-sunken px-5 py-1.5 text-xs font-medium text-muted">{dayName(day)}</h2>
        <ul>
          {some.map((entry) => (
            <li key={entry.id} className="border-line not-last:border-b">
              <button
                type="button"
                onClick={() => onEntry(entry.id)}
                className={`block w-full px-5 py-2.5 text-left transition-colors hover:bg-sunken focus-visible:-outline-offset-2 ${arrived.has(entry.id) ? "animate-fresh" : ""}`}
              >
                <Line entry={entry} />
              </button>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
)

const Line = ({ entry }: { readonly entry: Entry }) => {
  const { detail, method, ms, notes, path, time, tokenName } = entry
  return (
    <span className="grid grid-cols-[auto_auto_minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 sm:grid-cols-[4.5rem_3rem_4rem_minmax(0,1fr)_auto_4.5rem]">
      <time dateTime={time} className="font-mono text-[0.8125rem] text-muted tabular-nums">
        {clock(time)}
      </time>
      <Status entry={entry} />
      <span className="font-mono text-[0.8125rem] font-medium">{method ?? ""}</span>
      <span
        title={path}
        className="order-1 col-span-full truncate font-mono text-[0.8125rem] sm:order-none sm:col-span-1"
      >
        {path === undefined ? message.log.missing : shortPath(path)}
      </span>
      <span className="hidden max-w-48 items-baseline gap-2 truncate text-muted sm:flex">
        {notes.length === 0 ? null : (
          <span className="rounded-full bg-tint px-2 text-xs font-medium text-accent">
            {message.log.quirks(notes.length)}
          </span>
        )}
        <span className="truncate">{tokenName}</span>
      </span>
      <span className="text-right text-[0.8125rem] text-muted tabular-nums">
        {ms === undefined ? "" : message.log.ms(ms)}
      </span>
      {detail === undefined ? null : (
        <span
          className={`order-2 col-span-full line-clamp-2 break-words sm:col-start-4 sm:col-end-7 ${isFailed(entry) ? "text-bad" : "text-muted"}`}
        >
          {detail}
        </span>
      )}
    </span>
  )
}

const move = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const all = [...event.currentTarget.querySelectorAll("button")]
  const at = all.indexOf(document.activeElement as HTMLButtonElement)
  event.preventDefault()
  all[at + step]?.focus()
}
