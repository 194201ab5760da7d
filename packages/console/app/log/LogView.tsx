/** The lines of one filter as they come, and beside them the one that is open. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import type { Entry } from "../api/log.ts"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { EntrySheet } from "./EntrySheet.tsx"
import { LiveBar } from "./LiveBar.tsx"
import * as LogFilter from "./LogFilter.ts"
import { LogLines } from "./LogLines.tsx"
import { useLog } from "./useLog.ts"

export interface LogViewProps {
  readonly tenant: string
  readonly filter: LogFilter.LogFilter
  /** The id of the line that is open. */
  readonly entry: number | undefined
  readonly onEntry: (id: number | undefined) => void
  readonly onClear: () => void
  readonly onResource: (resource: string) => void
}

export const LogView = ({ tenant, filter, entry, onEntry, onClear, onResource }: LogViewProps) => {
  const log = useLog(tenant, filter)
  const { entries, error, older } = log
  const arrived = new Set(log.arrived.map(({ id }) => id))
  return (
    <>
      <section
        aria-label={message.log.lines}
        className="overflow-clip rounded-card border border-line bg-surface shadow-card"
      >
        <LiveBar log={log} />
        {error === null ? null : (
          <div className="p-4">
            <ErrorNote error={error} onRetry={log.retry} />
          </div>
        )}
        {entries === undefined && error === null ? <Lines count={6} /> : null}
        {entries?.length === 0 ? <Nothing tenant={tenant} filter={filter} onClear={onClear} /> : null}
        <LogLines entries={entries ?? []} arrived={arrived} onEntry={onEntry} />
        {entries === undefined || entries.length === 0 ? null : (
          <footer className="flex justify-center border-t border-line px-5 py-3 text-muted">
            {older.is ? (
              <Button busy={older.busy} onClick={older.load}>
                {message.log.older}
              </Button>
            ) : (
              message.log.end
            )}
          </footer>
        )}
      </section>
      {entry === undefined ? null : (
        <EntrySheet
          tenant={tenant}
          id={entry}
          {...neighbours(entries ?? [], entry)}
          onEntry={onEntry}
          onResource={onResource}
        />
      )}
    </>
  )
}

const neighbours = (entries: ReadonlyArray<Entry>, id: number) => {
  const at = entries.findIndex((entry) => entry.id === id)
  return { newer: entries[at - 1]?.id, older: at === -1 ? undefined : entries[at + 1]?.id }
}

const Nothing = ({ tenant, filter, onClear }: Pick<LogViewProps, "tenant" | "filter" | "onClear">) =>
  LogFilter.isEmpty(filter) ? (
    <Empty
      icon="activity"
      title={message.log.none}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link to={tenantPath(tenant, "scim")} className={buttonClass("main")}>
            {message.log.connect}
          </Link>
          <Link to={tenantPath(tenant, "scim/test")} className={buttonClass()}>
            {message.log.test}
          </Link>
        </div>
      }
    >
      {message.log.noneAbout}
    </Empty>
  ) : (
    <Empty
      icon="search"
      title={message.log.nothing}
      action={<Button onClick={onClear}>{message.log.filter.clear}</Button>}
    >
      {message.log.nothingAbout}
    </Empty>
  )
