/** What was given up, or everything since a time, is sent once more. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { call } from "../api/call.ts"
import { changed, type Kind } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"
import { choicesOf, Segments } from "../parts/Segments.tsx"
import { moment } from "../parts/When.tsx"

export interface ReplayDialogProps {
  readonly kind: Kind
  readonly tenant: string
  readonly id: string
  readonly dead: number
  /** Told in words what is sent again. */
  readonly onDone: (words: string) => void
  readonly onClose: () => void
}

const words = message.delivery.replay

export const ReplayDialog = ({ kind, tenant, id, dead, onDone, onClose }: ReplayDialogProps) => {
  const labelId = useId()
  const queries = useQueryClient()
  const [what, setWhat] = useState<"dead" | "since">(dead > 0 ? "dead" : "since")
  const replaying = useMutation({
    mutationFn: (since: string | undefined) =>
      call(kind, "replay", { path: { tenant, id }, payload: since === undefined ? {} : { since } }),
    onSuccess: async ({ replayed = 0 }, since) => {
      onDone(since === undefined ? words.done(replayed) : words.doneSince(moment(since)))
      await changed(queries, kind, tenant)
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get("since")
    if (!replaying.isPending) replaying.mutate(what === "dead" ? undefined : new Date(`${typed}`).toISOString())
  }
  return (
    <Dialog title={words.title} about={words.about} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {replaying.error === null ? null : <ErrorNote error={replaying.error} />}
        <div className="flex flex-col gap-1.5">
          <p id={labelId} className="font-medium">
            {words.what}
          </p>
          <Segments labelledBy={labelId} choices={choicesOf(words.choices)} value={what} onChange={setWhat} />
        </div>
        {what === "dead" ? (
          <p className="text-muted">{words.dead(dead)}</p>
        ) : (
          <TextField label={words.since} help={words.sinceHelp} name="since" type="datetime-local" required />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={replaying.isPending} disabled={what === "dead" && dead === 0}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
