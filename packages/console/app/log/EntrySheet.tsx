/** One request, whole: what happened and what to do about it come before what it was made of. */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { type KeyboardEvent, type ReactNode, useState } from "react"
import { entryQuery, isFailed, shortPath, type WholeEntry } from "../api/log.ts"
import { isGuest, useSession } from "../api/session.ts"
import { guideOf } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Button, IconButton } from "../parts/Button.tsx"
import { Lines } from "../parts/Card.tsx"
import { CopyIcon } from "../parts/Copy.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Sheet } from "../parts/Sheet.tsx"
import { Body } from "./Body.tsx"
import { Chip } from "./Chip.tsx"
import { Part } from "./Part.tsx"
import { Quirks } from "./Quirks.tsx"
import { Status } from "./Status.tsx"
import { TryDialog } from "./TryDialog.tsx"
import { exactly } from "./times.ts"
import { type Tried, triedOf } from "./tried.ts"
import { useSubject, useSubjectPage } from "./useSubject.ts"

export interface EntrySheetProps {
  readonly tenant: string
  readonly id: number
  readonly newer: number | undefined
  readonly older: number | undefined
  readonly onEntry: (id: number | undefined) => void
  /** Shows all lines about it; absent where only some lines are shown. */
  readonly onResource?: ((resource: string) => void) | undefined
}

export const EntrySheet = ({ tenant, id, newer, older, onEntry, onResource }: EntrySheetProps) => {
  const { data: entry, error, refetch } = useQuery(entryQuery(tenant, id))
  const go = (to: number | undefined) => to !== undefined && onEntry(to)
  const onKeyDown = ({ key }: KeyboardEvent) => go(key === "j" ? older : key === "k" ? newer : undefined)
  const [trying, setTrying] = useState<Tried>()
  const guest = isGuest(useSession())
  const tried = entry === undefined || guest ? undefined : triedOf(entry, shortPath)
  const sheet = (
    <Sheet
      title={entry === undefined ? message.log.entry.title : <Title entry={entry} />}
      actions={
        <>
          <IconButton
            icon="up"
            label={message.log.entry.newer}
            aria-disabled={newer === undefined}
            onClick={() => go(newer)}
            className="aria-disabled:opacity-40"
          />
          <IconButton
            icon="down"
            label={message.log.entry.older}
            aria-disabled={older === undefined}
            onClick={() => go(older)}
            className="aria-disabled:opacity-40"
          />
        </>
      }
      onKeyDown={onKeyDown}
      onClose={() => onEntry(undefined)}
    >
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {entry === undefined ? (
        error === null ? (
          <Lines count={4} />
        ) : null
      ) : (
        <Whole
          tenant={tenant}
          entry={entry}
          onResource={onResource}
          onTry={tried === undefined ? undefined : () => setTrying(tried)}
        />
      )}
    </Sheet>
  )
  return (
    <>
      {sheet}
      {entry === undefined || trying === undefined ? null : (
        <TryDialog tenant={tenant} entry={entry} tried={trying} onClose={() => setTrying(undefined)} />
      )}
    </>
  )
}

const Title = ({ entry }: { readonly entry: WholeEntry }) => (
  <span className="flex min-w-0 items-baseline gap-2.5 font-mono text-[0.8125rem]">
    <Status entry={entry} />
    <span>{entry.method ?? message.log.missing}</span>
    <span className="min-w-0 truncate font-normal">{entry.path === undefined ? "" : shortPath(entry.path)}</span>
  </span>
)

interface WholeProps {
  readonly tenant: string
  readonly entry: WholeEntry
  readonly onResource: ((resource: string) => void) | undefined
}

const Whole = ({ tenant, entry, onResource, onTry }: WholeProps & { readonly onTry: (() => void) | undefined }) => {
  const words = message.log.entry
  return (
    <>
      <div className={`rounded-lg px-4 py-3.5 ${isFailed(entry) ? "bg-bad-tint" : "bg-good-tint"}`}>
        <h3 className={`flex items-center gap-2 font-semibold ${isFailed(entry) ? "text-bad" : "text-good"}`}>
          <Icon name={isFailed(entry) ? "warning" : "check"} />
          {words.happened}
        </h3>
        <p className="mt-1.5">{entry.happened}</p>
        <h3 className="mt-3 font-semibold">{words.remedy}</h3>
        <p className="mt-1">{entry.remedy}</p>
        {onTry === undefined ? null : (
          <Button icon="play" className="mt-3.5" onClick={onTry}>
            {message.log.again.open}
          </Button>
        )}
      </div>
      {entry.detail === undefined ? null : (
        <Part title={words.told}>
          <p className="break-words">{entry.detail}</p>
        </Part>
      )}
      {entry.notes.length === 0 ? null : <Quirks notes={entry.notes} />}
      <Part title={words.facts}>
        <Facts tenant={tenant} entry={entry} onResource={onResource} />
      </Part>
      {entry.request === undefined && entry.response === undefined ? (
        <p className="text-muted">{words.noBodies}</p>
      ) : (
        <>
          <Body title={words.request} text={entry.request} />
          <Body title={words.response} text={entry.response} />
          <p className="text-[0.8125rem] text-muted">{words.masked}</p>
        </>
      )}
    </>
  )
}

const Facts = ({ tenant, entry, onResource }: WholeProps) => {
  const words = message.log.entry
  const { attribute, error, identityProvider, ms, requestId, resource, scimType, time, token, tokenName } = entry
  const subject = useSubject(tenant, resource)
  const page = useSubjectPage(tenant, resource)
  return (
    <dl className="grid grid-cols-1 gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-y-2">
      <Fact name={words.time}>{exactly(time)}</Fact>
      <Fact name={words.token}>{tokenName ?? token}</Fact>
      <Fact name={words.provider}>
        {identityProvider === undefined ? undefined : (guideOf(identityProvider)?.name ?? identityProvider)}
      </Fact>
      <Fact name={words.requestId}>
        {requestId === undefined ? undefined : (
          <span className="flex flex-wrap items-center gap-1.5">
            <code className="break-all font-mono text-[0.8125rem]">{requestId}</code>
            <CopyIcon value={requestId} />
          </span>
        )}
      </Fact>
      <Fact name={words.duration}>{ms === undefined ? undefined : message.log.ms(ms)}</Fact>
      <Fact name={words.error}>{errorOf(error, scimType)}</Fact>
      <Fact name={words.attribute}>{attribute}</Fact>
      <Fact name={words.about}>
        {resource === undefined ? undefined : (
          <span className="flex flex-wrap items-center gap-2">
            {page === undefined ? (
              <span className="break-all">{subject ?? resource}</span>
            ) : (
              <Link to={page} className="break-all text-accent underline underline-offset-2">
                {subject ?? resource}
              </Link>
            )}
            {onResource === undefined ? null : <Chip onPress={() => onResource(resource)}>{words.sameSubject}</Chip>}
          </span>
        )}
      </Fact>
    </dl>
  )
}

/** A scimType that is the same word says nothing more. */
const errorOf = (error: string | undefined, scimType: string | undefined): string | undefined =>
  error === undefined || scimType === undefined || error.toLowerCase() === scimType.toLowerCase()
    ? error
    : `${error} (${scimType})`

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) =>
  children === undefined ? null : (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="mb-2 break-words sm:mb-0">{children}</dd>
    </>
  )
