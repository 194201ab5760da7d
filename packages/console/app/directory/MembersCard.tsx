/** The members of a group in a window of their own: however many there are, what is seen is what is there. */
import { Link } from "@tanstack/react-router"
import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useRef } from "react"
import { tenantPath } from "../addresses.ts"
import { type Member, membersQuery } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { Face, Sign } from "./Face.tsx"
import { type Loaded, useLoaded } from "./useLoaded.ts"
import { useStretch } from "./useStretch.ts"
import { walk } from "./walk.ts"

const words = message.directory.members

export const MembersCard = ({ id, count }: { readonly id: string; readonly count: number }) => {
  const tenant = useTenant()
  const loaded = useLoaded<Member>(membersQuery(tenant, id))
  const { error, isPending, retry, rows } = loaded
  return (
    <Card title={words.title} flush>
      {isPending ? <Lines /> : null}
      {!isPending && error === null && rows.length === 0 ? (
        <Empty icon="user" title={words.none}>
          {words.noneAbout}
        </Empty>
      ) : null}
      {rows.length === 0 ? null : <Members loaded={loaded} count={count} />}
      {error === null ? null : (
        <div className="p-4">
          <ErrorNote error={error} onRetry={retry} />
        </div>
      )}
    </Card>
  )
}

const rowHeight = 52
const ahead = 60

const Members = ({ loaded, count }: { readonly loaded: Loaded<Member>; readonly count: number }) => {
  const { error, hasMore, loadMore, rows } = loaded
  const tenant = useTenant()
  const frame = useRef<HTMLDivElement>(null)
  const laid = useStretch(rows.length, rowHeight, (pixels) => frame.current?.scrollBy(0, pixels))
  const virtual = useVirtualizer({
    count: laid.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    useFlushSync: false
  })
  const seen = virtual.getVirtualItems()
  const firstSeen = seen[0]?.index ?? 0
  const lastSeen = seen.at(-1)?.index ?? 0
  useEffect(() => laid.see(firstSeen, lastSeen))
  useEffect(() => {
    if (hasMore && error === null && laid.from + lastSeen >= rows.length - ahead) loadMore()
  }, [hasMore, error, laid.from, lastSeen, rows.length, loadMore])
  return (
    <div ref={frame} className="max-h-[26rem] overflow-y-auto overscroll-contain">
      <ul
        aria-label={words.title}
        onKeyDown={(event) => walk(event, rows.length, (index) => laid.show(index, virtual))}
        style={{ height: virtual.getTotalSize() }}
        className="relative"
      >
        {seen.map(({ index: place, start }) => {
          const index = laid.from + place
          const member = rows[index]
          return member === undefined ? null : (
            <li
              key={member.id}
              aria-posinset={index + 1}
              aria-setsize={Math.max(count, rows.length)}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              className="absolute inset-x-0 top-0 border-line not-last:border-b"
            >
              <Row member={member} index={index} tenant={tenant} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

interface RowProps {
  readonly member: Member
  readonly index: number
  readonly tenant: string
}

const Row = ({ member: { displayName, id, type }, index, tenant }: RowProps) => {
  const isGroup = type === "Group"
  const name = displayName ?? id
  return (
    <Link
      to={tenantPath(tenant, `${isGroup ? "groups" : "users"}/${encodeURIComponent(id)}`)}
      data-row={index}
      className="flex h-full items-center gap-3 px-5 transition-colors hover:bg-sunken"
    >
      {isGroup ? <Sign icon="group" /> : <Face name={name} />}
      <span className="min-w-0 grow truncate font-medium">{name}</span>
      {isGroup ? <span className="text-muted">{words.types.Group}</span> : null}
    </Link>
  )
}
