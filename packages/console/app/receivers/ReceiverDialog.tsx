/** A receiver that is added, or changed where there is one already that tokens are posted to. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { type Answer, call } from "../api/call.ts"
import { changed, type Receiver } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"
import { choicesOf, Segments } from "../parts/Segments.tsx"

type Made = Answer<"receivers", "create">

export interface ReceiverDialogProps {
  readonly tenant: string
  /** Absent of one that is added. */
  readonly receiver?: Receiver
  readonly onMade?: (made: Made) => void
  readonly onClose: () => void
}

const words = message.receivers.form

export const ReceiverDialog = ({ tenant, receiver, onMade, onClose }: ReceiverDialogProps) => {
  const id = useId()
  const queries = useQueryClient()
  const [delivery, setDelivery] = useState<"poll" | "push">(receiver?.delivery ?? "poll")
  const saving = useMutation({
    mutationFn: async (form: FormData) => {
      const token = `${form.get("token") ?? ""}`
      const push = delivery === "poll" ? {} : { url: `${form.get("url")}`, ...(token === "" ? {} : { token }) }
      if (receiver === undefined) {
        const payload = { audience: `${form.get("audience")}`, ...push }
        onMade?.(await call("receivers", "create", { path: { tenant }, payload }))
      } else await call("receivers", "update", { path: { tenant, id: receiver.id }, payload: push })
    },
    onSuccess: async () => {
      if (receiver !== undefined) onClose()
      await changed(queries, "receivers", tenant)
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog title={receiver === undefined ? words.title : words.editTitle} about={words.about} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {saving.error === null ? null : <ErrorNote error={saving.error} />}
        {receiver === undefined ? (
          <>
            <TextField
              label={words.audience}
              help={words.audienceHelp}
              name="audience"
              required
              autoFocus
              spellCheck={false}
              autoComplete="off"
              maxLength={2_000}
              placeholder="https://app.example.com"
            />
            <div className="flex flex-col gap-1.5">
              <p id={id} className="font-medium">
                {words.delivery}
              </p>
              <Segments labelledBy={id} choices={choicesOf(words.choices)} value={delivery} onChange={setDelivery} />
              {delivery === "poll" ? <p className="text-[0.8125rem] text-muted">{words.pollHelp}</p> : null}
            </div>
          </>
        ) : null}
        {delivery === "push" ? <PushFields receiver={receiver} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={saving.isPending}>
            {receiver === undefined ? words.submit : message.delivery.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const PushFields = ({ receiver }: { readonly receiver: Receiver | undefined }) => (
  <>
    <TextField
      label={words.url}
      help={words.urlHelp}
      name="url"
      type="url"
      required
      spellCheck={false}
      autoComplete="off"
      maxLength={2_000}
      placeholder="https://app.example.com/sets"
      defaultValue={receiver?.url}
    />
    <TextField
      label={words.token}
      help={receiver === undefined ? words.tokenHelp : `${words.tokenHelp} ${words.tokenKept}`}
      name="token"
      type="password"
      autoComplete="off"
      maxLength={2_000}
    />
  </>
)
