/** The end of a client and of all its access tokens, asked for once more. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../api/call.ts"
import { type Client, clientsQuery } from "../api/clients.ts"
import { message } from "../messages.ts"
import { Confirm } from "../parts/Dialog.tsx"
import { distance } from "../parts/When.tsx"

export interface RevokeClientProps {
  readonly tenant: string
  readonly client: Client
  readonly onClose: () => void
}

export const RevokeClient = ({ tenant, client: { id, name, lastUsedAt }, onClose }: RevokeClientProps) => {
  const queries = useQueryClient()
  const revoking = useMutation({
    mutationFn: () => call("clients", "revoke", { path: { tenant, id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: clientsQuery(tenant).queryKey })
      onClose()
    }
  })
  const used = lastUsedAt === undefined ? "" : ` ${message.clients.revoke.used(distance(lastUsedAt))}`
  return (
    <Confirm
      title={message.clients.revoke.title(name)}
      about={`${message.clients.revoke.about}${used}`}
      action={message.clients.revoke.submit}
      busy={revoking.isPending}
      error={revoking.error}
      onConfirm={() => revoking.mutate()}
      onClose={onClose}
    />
  )
}
