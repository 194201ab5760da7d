/** The webhooks of a tenant: where each stands, and a new one. */
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { tenantPath } from "../addresses.ts"
import type { Answer } from "../api/call.ts"
import { shortUrl, type Webhook, webhooksQuery } from "../api/delivery.ts"
import { EndpointList } from "../delivery/EndpointList.tsx"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Page } from "../parts/Page.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { WebhookDialog } from "../webhooks/WebhookDialog.tsx"
import { WebhookSecret } from "../webhooks/WebhookSecret.tsx"

const words = message.webhooks

export default function WebhooksPage() {
  const tenant = useTenant()
  const navigate = useNavigate()
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery(tenant))
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<Answer<"webhooks", "create">>()
  const create = (
    <Button look="main" icon="plus" onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  )
  return (
    <Page title={words.title} about={words.about} actions={webhooks?.length === 0 ? null : create}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {webhooks === undefined && error !== null ? null : (
        <section
          aria-label={words.title}
          className="overflow-clip rounded-card border border-line bg-surface shadow-card"
        >
          {webhooks === undefined ? <Lines count={2} /> : null}
          {webhooks?.length === 0 ? (
            <Empty
              icon="hook"
              title={words.none}
              action={
                <div className="flex flex-wrap justify-center gap-2">
                  {create}
                  <Link to={tenantPath(tenant, "events")} className={buttonClass()}>
                    {words.read}
                  </Link>
                </div>
              }
            >
              {words.noneAbout}
            </Empty>
          ) : (
            <EndpointList kind="webhooks" tenant={tenant} endpoints={(webhooks ?? []).map(asEndpoint)} />
          )}
        </section>
      )}
      {creating && made === undefined ? (
        <WebhookDialog tenant={tenant} onMade={setMade} onClose={() => setCreating(false)} />
      ) : null}
      {made === undefined ? null : (
        <WebhookSecret
          secret={made.secret}
          onClose={() => void navigate({ to: tenantPath(tenant, `webhooks/${made.id}`) })}
        />
      )}
    </Page>
  )
}

const asEndpoint = (webhook: Webhook) => ({
  ...webhook,
  name: shortUrl(webhook.url),
  about: webhook.kinds.length === 0 ? words.all : words.kinds(webhook.kinds.length)
})
