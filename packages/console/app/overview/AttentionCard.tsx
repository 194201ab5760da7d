/** What somebody should look at, each with the way to where it is mended. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import type { Attention } from "../api/overview.ts"
import { message } from "../messages.ts"
import { buttonClass } from "../parts/Button.tsx"
import { Card, Lines } from "../parts/Card.tsx"
import { Icon, type IconName } from "../parts/Icon.tsx"
import { useAnyPage } from "../shell/useAnyPage.ts"

export interface AttentionCardProps {
  readonly tenant: string
  readonly attention: ReadonlyArray<Attention> | undefined
}

export const AttentionCard = ({ tenant, attention }: AttentionCardProps) => {
  if (attention?.length === 0) return <Well />
  return (
    <Card title={message.overview.attention} flush>
      {attention === undefined ? <Lines count={1} /> : null}
      <ul className="divide-y divide-line">
        {attention?.map((item) => (
          <Item key={item.detail} tenant={tenant} item={item} />
        ))}
      </ul>
    </Card>
  )
}

const Well = () => (
  <section className="flex min-h-18 items-center gap-3.5 rounded-card border border-line bg-surface px-5 py-4 shadow-card">
    <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-good-tint text-good">
      <Icon name="check" className="size-5" />
    </span>
    <div>
      <h2 className="font-semibold">{message.overview.well}</h2>
      <p className="text-muted">{message.overview.wellAbout}</p>
    </div>
  </section>
)

const icons: Readonly<Record<Attention["about"], IconName>> = {
  database: "table",
  log: "activity",
  provisioning: "plug",
  receivers: "lock",
  requests: "warning",
  tokens: "key",
  webhooks: "hook"
}

const Item = ({ tenant, item: { about, detail, endpoint } }: { readonly tenant: string; readonly item: Attention }) => {
  const mending = mend(tenant, useAnyPage()(tenant, "settings"), about, endpoint)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
      <div className="flex min-w-0 grow basis-80 items-start gap-3.5">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-warn-tint text-warn">
          <Icon name={icons[about]} />
        </span>
        <div className="min-w-0">
          <h3 className="font-medium">{message.overview.attentionAbouts[about]}</h3>
          <p className="break-words text-muted">{detail}</p>
        </div>
      </div>
      {mending === undefined ? null : (
        <Link to={mending.to} search={mending.search as never} className={buttonClass()}>
          {message.overview.mend[about]}
        </Link>
      )}
    </li>
  )
}

interface Mending {
  readonly to: string
  readonly search: Readonly<Record<string, string>>
}

/** Where it is mended; what is mended at the server itself has no page here. */
const mend = (
  tenant: string,
  settings: string | undefined,
  about: Attention["about"],
  endpoint: string | undefined
): Mending | undefined => {
  switch (about) {
    case "tokens":
      return { to: tenantPath(tenant, "scim"), search: {} }
    case "webhooks":
    case "receivers":
      return { to: tenantPath(tenant, endpoint === undefined ? about : `${about}/${endpoint}`), search: {} }
    case "requests":
      return { to: tenantPath(tenant, "log"), search: { outcome: "failed", since: "24h" } }
    case "log":
      return { to: tenantPath(tenant, "log"), search: {} }
    case "provisioning":
      return settings === undefined ? undefined : { to: settings, search: {} }
    case "database":
      return undefined
  }
}
