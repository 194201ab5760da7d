/** One receiver of security event tokens: where it stands, what waits for it, and by what it checks tokens. */
import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useState } from "react"
import { type Answer, call } from "../api/call.ts"
import { keysOf, type Receiver, receiversQuery } from "../api/delivery.ts"
import { EndpointPage } from "../delivery/EndpointPage.tsx"
import { CopiedFact, Fact } from "../delivery/Fact.tsx"
import { RotateDialog } from "../delivery/RotateDialog.tsx"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { Icon } from "../parts/Icon.tsx"
import { When } from "../parts/When.tsx"
import { ReceiverDialog } from "../receivers/ReceiverDialog.tsx"
import { ReceiverMade } from "../receivers/ReceiverMade.tsx"
import { useTenant } from "../shell/useTenant.ts"

const words = message.receivers

export default function ReceiverPage() {
  const tenant = useTenant()
  const { id = "" } = useParams({ strict: false }) as { readonly id?: string }
  const { data: all, error, refetch } = useQuery(receiversQuery(tenant))
  const receiver = all?.find((each) => each.id === id)
  const [open, setOpen] = useState<"edit" | "rotate">()
  const [made, setMade] = useState<Answer<"receivers", "create">>()
  const path = { tenant, id }
  const close = () => setOpen(undefined)
  return (
    <>
      <EndpointPage
        key={id}
        kind="receivers"
        tenant={tenant}
        endpoint={
          receiver === undefined ? (all === undefined ? undefined : null) : { ...receiver, name: receiver.audience }
        }
        error={error}
        onRetry={() => refetch()}
        enable={(enabled) => call("receivers", "update", { path, payload: { enabled } })}
        onEdit={receiver?.delivery === "push" ? () => setOpen("edit") : undefined}
        onRotate={receiver?.delivery === "poll" ? () => setOpen("rotate") : undefined}
        notes={receiver === undefined ? null : <Waits receiver={receiver} />}
        side={receiver === undefined ? null : <Facts receiver={receiver} />}
      />
      {open === "edit" && receiver !== undefined ? (
        <ReceiverDialog tenant={tenant} receiver={receiver} onClose={close} />
      ) : null}
      {open === "rotate" ? (
        <RotateDialog
          about={words.rotateAbout}
          rotate={(overlapDays) => call("receivers", "rotate", { path, payload: { overlapDays } })}
          onMade={(rotated) => {
            close()
            setMade(rotated)
          }}
          onClose={close}
        />
      ) : null}
      {made === undefined ? null : <ReceiverMade made={made} onClose={() => setMade(undefined)} />}
    </>
  )
}

/** Who fetches is not heard of otherwise than by what waits. */
const Waits = ({ receiver: { delivery, pending, state } }: { readonly receiver: Receiver }) =>
  delivery === "push" || pending === 0 || state === "disabled" ? null : (
    <section className="flex items-start gap-3.5 rounded-card bg-sunken px-5 py-4">
      <Icon name="clock" className="mt-0.5 size-4 text-muted" />
      <div className="min-w-0">
        <h2 className="font-semibold">{words.waits.title(pending)}</h2>
        <p className="mt-1 max-w-prose text-muted">{words.waits.about}</p>
      </div>
    </section>
  )

const Facts = ({ receiver: { audience, createdAt, delivery, id, issuer, url } }: { readonly receiver: Receiver }) => (
  <Card title={message.delivery.facts.title} flush>
    <dl className="divide-y divide-line">
      <CopiedFact name={words[delivery]} value={url} />
      <CopiedFact name={words.audience} value={audience} />
      <CopiedFact name={words.issuer} value={issuer} />
      <CopiedFact name={words.keys} value={keysOf(issuer)} />
      <CopiedFact name={message.delivery.facts.id} value={id} />
      <Fact name={message.delivery.facts.created}>
        <When time={createdAt} />
      </Fact>
    </dl>
  </Card>
)
