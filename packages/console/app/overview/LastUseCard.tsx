/** When each token that is valid was last used: a provider that has fallen silent shows here. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import type { Overview } from "../api/overview.ts"
import { stateOf } from "../api/tokens.ts"
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"
import { Card, Lines } from "../parts/Card.tsx"
import { distance, moment } from "../parts/When.tsx"

export interface LastUseCardProps {
  readonly tenant: string
  readonly tokens: Overview["tokens"] | undefined
}

/** As many as there is room for beside the server. */
const shownMax = 5

export const LastUseCard = ({ tenant, tokens }: LastUseCardProps) => {
  const words = message.overview.tokens
  const now = Date.now()
  const valid = (tokens ?? [])
    .filter(({ state }) => state === "valid")
    .toSorted((a, b) => (b.lastUsedAt ?? "").localeCompare(a.lastUsedAt ?? ""))
  return (
    <Card
      title={words.title}
      about={words.about}
      actions={
        <Link to={tenantPath(tenant, "scim")} className="font-medium text-accent underline-offset-2 hover:underline">
          {words.all}
        </Link>
      }
      flush
    >
      {tokens === undefined ? <Lines count={2} /> : null}
      {tokens !== undefined && valid.length === 0 ? <p className="px-5 py-6 text-muted">{words.none}</p> : null}
      <ul className="divide-y divide-line">
        {valid.slice(0, shownMax).map((token) => (
          <li key={token.id}>
            <Link
              to={tenantPath(tenant, "log")}
              search={{ token: token.id } as never}
              className="flex items-center gap-3 px-5 py-3 transition-colors hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="min-w-0 grow">
                <span className="block truncate font-medium">{token.name}</span>
                <span className="block text-[0.8125rem] text-muted" title={moment(token.lastUsedAt ?? token.expiresAt)}>
                  {token.lastUsedAt === undefined ? words.unused : words.used(distance(token.lastUsedAt, now))}
                </span>
              </span>
              {stateOf(token, now) === "soon" ? (
                <Badge tone="warn">{words.expires(distance(token.expiresAt, now))}</Badge>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
