/** A new secret for an endpoint, beside which the old one is good for a while. */
import { useMutation } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { OverlapField } from "../scim/OverlapField.tsx"

export interface RotateDialogProps<A> {
  readonly about: string
  readonly rotate: (overlapDays: number) => Promise<A>
  readonly onMade: (made: A) => void
  readonly onClose: () => void
}

export const RotateDialog = <A,>({ about, rotate, onMade, onClose }: RotateDialogProps<A>) => {
  const words = message.delivery.rotate
  const rotating = useMutation({ mutationFn: rotate, onSuccess: onMade })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!rotating.isPending) rotating.mutate(Number(new FormData(event.currentTarget).get("overlap")))
  }
  return (
    <Dialog title={words.title} about={about} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {rotating.error === null ? null : <ErrorNote error={rotating.error} />}
        <OverlapField label={words.overlap} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={rotating.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
