/** One event: what it is about, the way to that, and the JSON as an application gets it. */
import { Link } from "@tanstack/react-router"
import type { KeyboardEvent, ReactNode } from "react"
import { tenantPath } from "../addresses.ts"
import { type Event, resourceOf } from "../api/events.ts"
import { Body } from "../log/Body.tsx"
import { Chip } from "../log/Chip.tsx"
import { exactly } from "../log/times.ts"
import { useSubject, useSubjectPage } from "../log/useSubject.ts"
import { message } from "../messages.ts"
import { buttonClass, IconButton } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Sheet } from "../parts/Sheet.tsx"
import { happenedOf } from "./EventLines.tsx"

export interface EventSheetProps {
  readonly tenant: string
  readonly event: Event
  readonly newer: string | undefined
  readonly older: string | undefined
  readonly onEvent: (id: string | undefined) => void
  readonly onResource: (resource: string) => void
}

const words = message.events.entry

export const EventSheet = ({ tenant, event, newer, older, onEvent, onResource }: EventSheetProps) => {
  const go = (to: string | undefined) => to !== undefined && onEvent(to)
  const onKeyDown = ({ key }: KeyboardEvent) => go(key === "j" ? older : key === "k" ? newer : undefined)
  return (
    <Sheet
      title={<span className="block truncate font-mono text-[0.8125rem]">{event.type}</span>}
      actions={
        <>
          <IconButton
            icon="up"
            label={words.newer}
            aria-disabled={newer === undefined}
            onClick={() => go(newer)}
            className="aria-disabled:opacity-40"
          />
          <IconButton
            icon="down"
            label={words.older}
            aria-disabled={older === undefined}
            onClick={() => go(older)}
            className="aria-disabled:opacity-40"
          />
        </>
      }
      onKeyDown={onKeyDown}
      onClose={() => onEvent(undefined)}
    >
      <Warning event={event} />
      <Facts tenant={tenant} event={event} onResource={onResource} />
      <Links tenant={tenant} event={event} />
      <Body title={words.json} text={JSON.stringify(event)} />
    </Sheet>
  )
}

/** What has to be done about it at once, or soon. */
const Warning = ({ event: { data, type } }: Pick<EventSheetProps, "event">) => {
  const isEnd = type === "user.deactivated" || type === "user.deleted"
  if (!isEnd && data.expiry === undefined) return null
  return (
    <p className="flex items-start gap-3 rounded-lg bg-warn-tint px-4 py-3 text-warn">
      <Icon name="warning" className="mt-0.5 size-4" />
      {isEnd ? words.end : words.expiring}
    </p>
  )
}

type FactsProps = Pick<EventSheetProps, "tenant" | "event" | "onResource">

const Facts = ({ tenant, event, onResource }: FactsProps) => {
  const resource = resourceOf(event)
  const { attributes = [], expiry, member, seq } = event.data
  return (
    <section aria-label={words.facts}>
      <dl className="grid grid-cols-1 gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-y-2">
        <Fact name={words.time}>{exactly(event.timestamp)}</Fact>
        <Fact name={words.about}>
          <span className="flex flex-wrap items-center gap-2">
            {expiry === undefined ? <Named tenant={tenant} resource={resource} /> : <span>{expiry.name}</span>}
            {message.events.what[happenedOf(event.type)]}
            <Chip onPress={() => onResource(resource)}>{words.same}</Chip>
          </span>
        </Fact>
        {expiry === undefined ? null : <Fact name={words.ends}>{exactly(expiry.expires)}</Fact>}
        {member === undefined ? null : (
          <Fact name={words.member}>
            <Named tenant={tenant} resource={`User/${member}`} />
          </Fact>
        )}
        {attributes.length === 0 ? null : (
          <Fact name={words.attributes}>
            <span className="break-words font-mono text-[0.8125rem]">{attributes.join(", ")}</span>
          </Fact>
        )}
        <Fact name={words.seq}>
          <span className="font-mono text-[0.8125rem]">{seq}</span>
        </Fact>
      </dl>
    </section>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-muted max-sm:mt-2">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
)

/** By its name where it is still there, and as a link where it has a page. */
const Named = ({ tenant, resource }: { readonly tenant: string; readonly resource: string }) => {
  const subject = useSubject(tenant, resource)
  const page = useSubjectPage(tenant, resource)
  return page === undefined || subject === undefined ? (
    <span className="break-all">{subject ?? resource}</span>
  ) : (
    <Link to={page} className="break-all text-accent underline underline-offset-2">
      {subject}
    </Link>
  )
}

/** What else is known of the resource. */
const Links = ({ tenant, event }: Pick<EventSheetProps, "tenant" | "event">) => {
  const resource = resourceOf(event)
  const page = useSubjectPage(tenant, resource)
  const isToken = event.data.expiry !== undefined
  const requests = isToken ? { token: event.data.resource.id } : { resource }
  return (
    <div className="flex flex-wrap gap-2">
      {isToken ? (
        <Link to={tenantPath(tenant, "scim")} className={buttonClass()}>
          <Icon name="key" />
          {words.tokens}
        </Link>
      ) : null}
      {page === undefined ? null : (
        <Link to={page} className={buttonClass()}>
          <Icon name="clock" />
          {words.history}
        </Link>
      )}
      <Link to={tenantPath(tenant, "log")} search={requests as never} className={buttonClass()}>
        <Icon name="activity" />
        {isToken ? words.logOfToken : words.log}
      </Link>
    </div>
  )
}
