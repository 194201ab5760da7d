/** One webhook: whether it works and what to do where it does not, what became of its events, and what can be done. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useState } from "react"
import { call } from "../api/call.ts"
import { changed, shortUrl, webhooksQuery } from "../api/delivery.ts"
import { EndpointPage } from "../delivery/EndpointPage.tsx"
import { CopiedFact, Fact } from "../delivery/Fact.tsx"
import { RotateDialog } from "../delivery/RotateDialog.tsx"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Card } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { When } from "../parts/When.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { TestOutcome } from "../webhooks/TestOutcome.tsx"
import { WebhookDialog } from "../webhooks/WebhookDialog.tsx"
import { WebhookSecret } from "../webhooks/WebhookSecret.tsx"

const words = message.webhooks

export default function WebhookPage() {
  const tenant = useTenant()
  const { id = "" } = useParams({ strict: false }) as { readonly id?: string }
  const queries = useQueryClient()
  const { data: all, error, refetch } = useQuery(webhooksQuery(tenant))
  const webhook = all?.find((each) => each.id === id)
  const [open, setOpen] = useState<"edit" | "rotate">()
  const [secret, setSecret] = useState<string>()
  const path = { tenant, id }
  const testing = useMutation({
    mutationFn: () => call("webhooks", "test", { path }),
    onSettled: () => changed(queries, "webhooks", tenant)
  })
  const close = () => setOpen(undefined)
  const test = (
    <Button look="main" icon="bell" busy={testing.isPending} onClick={() => testing.mutate()}>
      {testing.isPending ? words.test.sending : words.test.action}
    </Button>
  )
  return (
    <>
      <EndpointPage
        key={id}
        kind="webhooks"
        tenant={tenant}
        endpoint={
          webhook === undefined ? (all === undefined ? undefined : null) : { ...webhook, name: shortUrl(webhook.url) }
        }
        error={error}
        onRetry={() => refetch()}
        enable={(enabled) => call("webhooks", "update", { path, payload: { enabled } })}
        onEdit={() => setOpen("edit")}
        onRotate={() => setOpen("rotate")}
        actions={test}
        notes={
          <>
            {testing.error === null ? null : <ErrorNote error={testing.error} />}
            {testing.data === undefined ? null : <TestOutcome outcome={testing.data} onHide={() => testing.reset()} />}
          </>
        }
        side={
          webhook === undefined ? null : (
            <Card title={message.delivery.facts.title} flush>
              <dl className="divide-y divide-line">
                <CopiedFact name={message.delivery.facts.address} value={webhook.url} />
                <Fact name={words.events}>
                  {webhook.kinds.length === 0 ? words.all : <Kinds kinds={webhook.kinds} />}
                </Fact>
                <CopiedFact name={message.delivery.facts.id} value={id} />
                <Fact name={message.delivery.facts.created}>
                  <When time={webhook.createdAt} />
                </Fact>
              </dl>
            </Card>
          )
        }
      />
      {open === "edit" && webhook !== undefined ? (
        <WebhookDialog tenant={tenant} webhook={webhook} onClose={close} />
      ) : null}
      {open === "rotate" ? (
        <RotateDialog
          about={words.rotateAbout}
          rotate={(overlapDays) => call("webhooks", "rotate", { path, payload: { overlapDays } })}
          onMade={(made) => {
            close()
            setSecret(made.secret)
          }}
          onClose={close}
        />
      ) : null}
      {secret === undefined ? null : <WebhookSecret secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  )
}

const Kinds = ({ kinds }: { readonly kinds: ReadonlyArray<string> }) => (
  <ul className="font-mono text-[0.8125rem]">
    {kinds.map((kind) => (
      <li key={kind} className="break-all">
        {kind}
      </li>
    ))}
  </ul>
)
