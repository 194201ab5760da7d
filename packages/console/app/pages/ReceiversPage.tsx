/** The receivers of security event tokens of a tenant: where each stands, and a new one. */
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { tenantPath } from "../addresses.ts"
import type { Answer } from "../api/call.ts"
import { type Receiver, receiversQuery } from "../api/delivery.ts"
import { EndpointList } from "../delivery/EndpointList.tsx"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Page } from "../parts/Page.tsx"
import { ReceiverDialog } from "../receivers/ReceiverDialog.tsx"
import { ReceiverMade } from "../receivers/ReceiverMade.tsx"
import { useTenant } from "../shell/useTenant.ts"

const words = message.receivers

export default function ReceiversPage() {
  const tenant = useTenant()
  const navigate = useNavigate()
  const { data: receivers, error, refetch } = useQuery(receiversQuery(tenant))
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<Answer<"receivers", "create">>()
  const create = (
    <Button look="main" icon="plus" onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  )
  return (
    <Page title={words.title} about={words.about} actions={receivers?.length === 0 ? null : create}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {receivers === undefined && error !== null ? null : (
        <section
          aria-label={words.title}
          className="overflow-clip rounded-card border border-line bg-surface shadow-card"
        >
          {receivers === undefined ? <Lines count={2} /> : null}
          {receivers?.length === 0 ? (
            <Empty
              icon="shield"
              title={words.none}
              action={
                <div className="flex flex-wrap justify-center gap-2">
                  {create}
                  <Link to={tenantPath(tenant, "webhooks")} className={buttonClass()}>
                    {words.toWebhooks}
                  </Link>
                </div>
              }
            >
              {words.noneAbout}
            </Empty>
          ) : (
            <EndpointList kind="receivers" tenant={tenant} endpoints={(receivers ?? []).map(asEndpoint)} />
          )}
        </section>
      )}
      {creating && made === undefined ? (
        <ReceiverDialog tenant={tenant} onMade={setMade} onClose={() => setCreating(false)} />
      ) : null}
      {made === undefined ? null : (
        <ReceiverMade made={made} onClose={() => void navigate({ to: tenantPath(tenant, `receivers/${made.id}`) })} />
      )}
    </Page>
  )
}

const asEndpoint = (receiver: Receiver) => ({
  ...receiver,
  name: receiver.audience,
  about: words.deliveries[receiver.delivery]
})
