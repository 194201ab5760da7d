/** The OAuth clients of a tenant beside its tokens, and what an identity provider is given of a new one. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { type Client, clientsQuery, type Registered, tokenEndpoint } from "../api/clients.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { SecretDialog } from "../parts/SecretDialog.tsx"
import { ClientList } from "./ClientList.tsx"
import { RegisterClient } from "./RegisterClient.tsx"
import { RevokeClient } from "./RevokeClient.tsx"
import { RotateClient } from "./RotateClient.tsx"

type Open =
  | { readonly _tag: "register" }
  | { readonly _tag: "rotate"; readonly client: Client }
  | { readonly _tag: "revoke"; readonly client: Client }
  | { readonly _tag: "made"; readonly client: Registered }

export const ClientCard = ({ tenant }: { readonly tenant: string }) => {
  const { data: clients, error, refetch } = useQuery(clientsQuery(tenant))
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const made = (client: Registered) => setOpen({ _tag: "made", client })
  const register = (
    <Button icon="plus" onClick={() => setOpen({ _tag: "register" })}>
      {message.clients.create}
    </Button>
  )
  return (
    <Card
      title={message.clients.title}
      about={message.clients.about}
      actions={(clients?.length ?? 0) > 0 ? register : null}
      flush
    >
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {clients === undefined && error === null ? <Lines count={2} /> : null}
      {clients?.length === 0 ? (
        <Empty icon="shield" title={message.clients.none} action={register}>
          {message.clients.noneAbout}
        </Empty>
      ) : (
        <ClientList
          clients={clients ?? []}
          onRotate={(client) => setOpen({ _tag: "rotate", client })}
          onRevoke={(client) => setOpen({ _tag: "revoke", client })}
        />
      )}
      {open?._tag === "register" ? <RegisterClient tenant={tenant} onMade={made} onClose={close} /> : null}
      {open?._tag === "rotate" ? (
        <RotateClient tenant={tenant} client={open.client} onMade={made} onClose={close} />
      ) : null}
      {open?._tag === "revoke" ? <RevokeClient tenant={tenant} client={open.client} onClose={close} /> : null}
      {open?._tag === "made" ? <Made client={open.client} onClose={close} /> : null}
    </Card>
  )
}

const Made = ({ client: { id, secret }, onClose }: { readonly client: Registered; readonly onClose: () => void }) => {
  const { about, done, keysAbout, keysTitle, saved, title } = message.clients.made
  return (
    <SecretDialog
      title={secret === undefined ? keysTitle : title}
      about={secret === undefined ? keysAbout : about}
      saved={secret === undefined ? done : saved}
      values={[
        { label: message.clients.endpoint, value: tokenEndpoint() },
        { label: message.clients.id, value: id },
        ...(secret === undefined ? [] : [{ label: message.clients.secret, value: secret }])
      ]}
      onClose={onClose}
    />
  )
}
