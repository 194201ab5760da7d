/** What to look at when an identity provider is not heard, with what can be known from here first. */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { tenantPath } from "../addresses.ts"
import { call } from "../api/call.ts"
import { place } from "../api/place.ts"
import { isOperator, useSession } from "../api/session.ts"
import type { Token } from "../api/tokens.ts"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { CopyField } from "../parts/Copy.tsx"
import { Icon } from "../parts/Icon.tsx"
import { isLocal } from "./isLocal.ts"

export interface QuietCardProps {
  readonly tenant: string
  readonly from: string
  readonly tokens: ReadonlyArray<Token>
}

/** How often it is asked for requests of nobody known, and how many are counted. */
const strangersMillis = 5_000
const strangersMax = 20

const useStrangers = (from: string) => {
  const enabled = isOperator(useSession())
  return useQuery({
    queryKey: ["strangers", from],
    queryFn: ({ signal }) => call("strangers", "list", { urlParams: { from, limit: strangersMax }, signal }),
    refetchInterval: strangersMillis,
    enabled
  }).data
}

export const QuietCard = ({ tenant, from, tokens }: QuietCardProps) => {
  const { hints } = message.trial
  const { hostname, protocol } = new URL(place.scim)
  const valid = tokens.filter(({ state }) => state === "valid")
  const providers = new Set(valid.map(({ identityProvider }) => identityProvider))
  const strangers = useStrangers(from)
  return (
    <Card title={message.trial.quiet}>
      <ul className="flex flex-col gap-3">
        {strangers === undefined || strangers.items.length === 0 ? null : (
          <Hint wrong>{hints.strangers(strangers.items.length, strangers.next !== undefined)}</Hint>
        )}
        {valid.length > 0 ? null : (
          <Hint wrong>
            {hints.token}{" "}
            <Link to={tenantPath(tenant, "scim")} className="font-medium underline underline-offset-2">
              {hints.generate}
            </Link>
          </Hint>
        )}
        {isLocal(hostname) ? <Hint wrong>{hints.local}</Hint> : null}
        {protocol === "http:" && !isLocal(hostname) ? <Hint wrong>{hints.plain}</Hint> : null}
        <Hint>
          {hints.endpoint}
          <div className="mt-2">
            <CopyField label={message.scim.endpoint} value={place.scim} />
          </div>
        </Hint>
        <Hint>{hints.reach}</Hint>
        {providers.has("entra") ? <Hint>{hints.entra}</Hint> : null}
        {providers.has("okta") ? <Hint>{hints.okta}</Hint> : null}
        {providers.has("entra") || providers.has("okta") ? null : <Hint>{hints.cycle}</Hint>}
      </ul>
    </Card>
  )
}

/** What is known to be wrong stands out from what is to be looked at. */
const Hint = ({ wrong = false, children }: { readonly wrong?: boolean; readonly children: ReactNode }) => (
  <li className={`flex gap-3 ${wrong ? "text-warn" : "text-muted"}`}>
    <Icon name={wrong ? "warning" : "info"} className="mt-0.5 size-4" />
    <div className="min-w-0 grow">{children}</div>
  </li>
)
