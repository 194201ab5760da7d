/** Another secret, or other keys, for a client that is in use; what it has works on for a while. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { call } from "../api/call.ts"
import { type Client, clientsQuery, type Registered } from "../api/clients.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { OverlapField } from "../scim/OverlapField.tsx"
import { KeysField } from "./RegisterClient.tsx"

export interface RotateClientProps {
  readonly tenant: string
  readonly client: Client
  readonly onMade: (client: Registered) => void
  readonly onClose: () => void
}

export const RotateClient = ({ tenant, client: { id, name, authentication }, onMade, onClose }: RotateClientProps) => {
  const queries = useQueryClient()
  const byKeys = authentication === "keys"
  const rotating = useMutation({
    mutationFn: (form: FormData) => {
      const keys = byKeys ? { keys: `${form.get("keys")}` } : {}
      const payload = { overlapDays: Number(form.get("overlap")), ...keys }
      return call("clients", "rotate", { path: { tenant, id }, payload })
    },
    onSuccess: (rotated) => {
      onMade(rotated)
      return queries.invalidateQueries({ queryKey: clientsQuery(tenant).queryKey })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!rotating.isPending) rotating.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      title={message.clients.rotate.title(name)}
      about={byKeys ? message.clients.rotate.keysAbout : message.clients.rotate.secretAbout}
      onClose={onClose}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {rotating.error === null ? null : <ErrorNote error={rotating.error} />}
        {byKeys ? <KeysField /> : null}
        <OverlapField label={message.clients.rotate.overlap} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={rotating.isPending}>
            {byKeys ? message.clients.rotate.keysSubmit : message.clients.rotate.secretSubmit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
