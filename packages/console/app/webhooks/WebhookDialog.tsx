/** A webhook that is made, or changed where there is one already: where it is, and what it is told of. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { type Answer, call } from "../api/call.ts"
import { changed, type Webhook } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"
import { KindsField } from "./KindsField.tsx"

type Made = Answer<"webhooks", "create">

export interface WebhookDialogProps {
  readonly tenant: string
  /** Absent of one that is made. */
  readonly webhook?: Webhook
  readonly onMade?: (made: Made) => void
  readonly onClose: () => void
}

const words = message.webhooks.form

export const WebhookDialog = ({ tenant, webhook, onMade, onClose }: WebhookDialogProps) => {
  const queries = useQueryClient()
  const [kinds, setKinds] = useState<ReadonlyArray<string> | undefined>(
    webhook === undefined || webhook.kinds.length === 0 ? undefined : webhook.kinds
  )
  const saving = useMutation({
    mutationFn: async (url: string) => {
      const payload = { url, kinds: kinds ?? [] }
      if (webhook === undefined) onMade?.(await call("webhooks", "create", { path: { tenant }, payload }))
      else await call("webhooks", "update", { path: { tenant, id: webhook.id }, payload })
    },
    onSuccess: async () => {
      if (webhook !== undefined) onClose()
      await changed(queries, "webhooks", tenant)
    }
  })
  const incomplete = kinds?.length === 0
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!saving.isPending && !incomplete) saving.mutate(`${new FormData(event.currentTarget).get("url")}`)
  }
  return (
    <Dialog title={webhook === undefined ? words.title : words.editTitle} about={words.about} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {saving.error === null ? null : <ErrorNote error={saving.error} />}
        <TextField
          label={words.url}
          help={words.urlHelp}
          name="url"
          type="url"
          required
          autoFocus
          spellCheck={false}
          autoComplete="off"
          maxLength={2_000}
          placeholder="https://app.example.com/events"
          defaultValue={webhook?.url}
        />
        <KindsField tenant={tenant} value={kinds} onChange={setKinds} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={saving.isPending} disabled={incomplete}>
            {webhook === undefined ? words.submit : message.delivery.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
