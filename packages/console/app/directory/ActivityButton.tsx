/** Keeps somebody out, after having asked, and lets them in again. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { call } from "../api/call.ts"
import { changed, type User, userQuery } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Confirm } from "../parts/Dialog.tsx"
import { useTenant } from "../shell/useTenant.ts"

export interface ActivityButtonProps {
  readonly user: User
  readonly name: string
  /** What is told where letting somebody in has failed. */
  readonly onError: (error: Error | null) => void
}

export const ActivityButton = ({ user: { active, id }, name, onError }: ActivityButtonProps) => {
  const tenant = useTenant()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const setting = useMutation({
    mutationFn: () => call("users", active ? "deactivate" : "activate", { path: { tenant, id } }),
    onMutate: () => onError(null),
    onSuccess: async (user) => {
      queries.setQueryData(userQuery(tenant, id).queryKey, user)
      setAsking(false)
      await changed(queries, tenant)
    },
    onError: (error) => {
      if (!active) onError(error)
    }
  })
  if (!active) {
    return (
      <Button look="main" icon="check" busy={setting.isPending} onClick={() => setting.mutate()}>
        {message.directory.activate.action}
      </Button>
    )
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{message.directory.deactivate.action}</Button>
      {asking ? (
        <Confirm
          title={message.directory.deactivate.title(name)}
          about={message.directory.deactivate.about}
          action={message.directory.deactivate.action}
          busy={setting.isPending}
          error={setting.error}
          onConfirm={() => setting.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
