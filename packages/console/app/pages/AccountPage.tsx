/** One's own account: the keys by which programs act in its name, and the way out of every browser. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { type Answer, call } from "../api/call.ts"
import { useSession } from "../api/session.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { Confirm, Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { SelectField, TextField } from "../parts/Field.tsx"
import { Page } from "../parts/Page.tsx"
import { SecretDialog } from "../parts/SecretDialog.tsx"
import { distance } from "../parts/When.tsx"
import { useLeave } from "../shell/useLeave.ts"

type Key = Answer<"session", "keys">[number]

const queryKey = ["keys"]

export default function AccountPage() {
  const { administrator } = useSession()
  const everywhere = useLeave("signOutEverywhere")
  return (
    <Page title={message.account.title} about={message.account.about(administrator.name)}>
      <Keys />
      <Card
        title={message.account.sessions}
        about={message.account.sessionsAbout}
        actions={
          <Button icon="shield" busy={everywhere.isPending} onClick={() => everywhere.mutate()}>
            {message.account.everywhere}
          </Button>
        }
      >
        {everywhere.error === null ? null : <ErrorNote error={everywhere.error} />}
      </Card>
    </Page>
  )
}

const Keys = () => {
  const {
    data: keys,
    error,
    refetch
  } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call("session", "keys", { signal })
  })
  const [open, setOpen] = useState<"create" | { readonly end: Key } | { readonly secret: string }>()
  const close = () => setOpen(undefined)
  const create = (
    <Button icon="plus" onClick={() => setOpen("create")}>
      {message.account.createKey}
    </Button>
  )
  return (
    <Card title={message.account.keys} about={message.account.keysAbout} actions={create} flush>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {keys === undefined && error === null ? <Lines count={2} /> : null}
      {keys?.length === 0 ? (
        <Empty icon="key" title={message.account.noKeys}>
          {message.account.noKeysAbout}
        </Empty>
      ) : (
        <ul className="divide-y divide-line">
          {keys?.map((key) => (
            <li key={key.id} className="flex min-h-[4.5rem] items-center gap-4 px-5 py-3">
              <span className="min-w-0 grow">
                <span className="block truncate font-medium">{key.name}</span>
                <span className="block text-muted">{message.account.expires(distance(key.expiresAt))}</span>
              </span>
              <Button onClick={() => setOpen({ end: key })}>{message.account.end}</Button>
            </li>
          ))}
        </ul>
      )}
      {open === "create" ? <CreateKey onClose={close} onMade={(secret) => setOpen({ secret })} /> : null}
      {typeof open === "object" && "end" in open ? <EndKey named={open.end} onClose={close} /> : null}
      {typeof open === "object" && "secret" in open ? (
        <SecretDialog
          title={message.account.savedTitle}
          about={message.account.savedAbout}
          saved={message.account.saved}
          values={[{ label: message.account.keys, value: open.secret }]}
          onClose={close}
        />
      ) : null}
    </Card>
  )
}

const CreateKey = ({
  onClose,
  onMade
}: {
  readonly onClose: () => void
  readonly onMade: (secret: string) => void
}) => {
  const queries = useQueryClient()
  const creating = useMutation({
    mutationFn: (payload: { readonly name: string; readonly days: number }) =>
      call("session", "createKey", { payload }),
    onSuccess: ({ secret }) => {
      onMade(secret)
      return queries.invalidateQueries({ queryKey })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    if (!creating.isPending) creating.mutate({ name: `${given.get("name")}`, days: Number(given.get("days")) })
  }
  return (
    <Dialog title={message.account.createKey} about={message.account.createKeyAbout} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {creating.error === null ? null : <ErrorNote error={creating.error} />}
        <TextField
          label={message.account.name}
          help={message.account.nameHelp}
          name="name"
          maxLength={200}
          required
          autoFocus
        />
        <SelectField label={message.account.lifetime} name="days" defaultValue={365}>
          {([30, 90, 180, 365] as const).map((days) => (
            <option key={days} value={days}>
              {message.scim.form.days[days]}
            </option>
          ))}
        </SelectField>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={creating.isPending}>
            {message.account.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const EndKey = ({ named, onClose }: { readonly named: Key; readonly onClose: () => void }) => {
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => call("session", "endKey", { path: { id: named.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey })
      onClose()
    }
  })
  return (
    <Confirm
      title={message.account.endTitle(named.name)}
      about={message.account.endAbout}
      action={message.account.end}
      busy={ending.isPending}
      error={ending.error}
      onConfirm={() => ending.mutate()}
      onClose={onClose}
    />
  )
}
