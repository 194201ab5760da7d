/** A new token in place of one that is in use, with time to paste it where the old one is. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { call } from "../api/call.ts"
import { type Token, tokensQuery } from "../api/tokens.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { OverlapField } from "./OverlapField.tsx"

export interface RotateTokenProps {
  readonly tenant: string
  readonly token: Token
  readonly onMade: (secret: string) => void
  readonly onClose: () => void
}

export const RotateToken = ({ tenant, token, onMade, onClose }: RotateTokenProps) => {
  const queries = useQueryClient()
  const rotating = useMutation({
    mutationFn: (overlapDays: number) =>
      call("tokens", "rotate", { path: { tenant, id: token.id }, payload: { overlapDays } }),
    onSuccess: ({ secret }) => {
      onMade(secret)
      return queries.invalidateQueries({ queryKey: tokensQuery(tenant).queryKey })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const days = Number(new FormData(event.currentTarget).get("overlap"))
    if (!rotating.isPending) rotating.mutate(days)
  }
  return (
    <Dialog title={message.scim.rotate.title(token.name)} about={message.scim.rotate.about} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {rotating.error === null ? null : <ErrorNote error={rotating.error} />}
        <OverlapField label={message.scim.rotate.overlap} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={rotating.isPending}>
            {message.scim.rotate.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
