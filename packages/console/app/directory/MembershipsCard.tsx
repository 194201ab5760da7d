/** The groups that a user is in, each a way to it. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { groupsOfQuery, type Membership } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Card, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { Sign } from "./Face.tsx"
import { useLoaded } from "./useLoaded.ts"

const words = message.directory.memberships

export const MembershipsCard = ({ id }: { readonly id: string }) => {
  const tenant = useTenant()
  const { rows, isPending, error, hasMore, isRefreshing, loadMore, retry } = useLoaded<Membership>(
    groupsOfQuery(tenant, id)
  )
  return (
    <Card title={words.title} flush>
      {isPending ? <Lines count={1} /> : null}
      {!isPending && error === null && rows.length === 0 ? <p className="px-5 py-4 text-muted">{words.none}</p> : null}
      <ul className="divide-y divide-line">
        {rows.map(({ id: group, displayName, type }) => (
          <li key={group}>
            <Link
              to={tenantPath(tenant, `groups/${encodeURIComponent(group)}`)}
              className="flex min-h-14 items-center gap-3 px-5 py-2 transition-colors hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <Sign icon="group" />
              <span className="min-w-0">
                <span className="block truncate font-medium">{displayName ?? message.directory.noName}</span>
                {type === "indirect" ? <span className="block text-xs text-muted">{words.indirect}</span> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {error === null ? null : (
        <div className="p-4">
          <ErrorNote error={error} onRetry={retry} />
        </div>
      )}
      {hasMore && error === null ? (
        <div className="border-t border-line px-2 py-2">
          <Button look="quiet" busy={isRefreshing} onClick={loadMore}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
