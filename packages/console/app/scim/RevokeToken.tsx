/** The end of a token, asked for once more: whoever uses it stops at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../api/call.ts"
import { type Token, tokensQuery } from "../api/tokens.ts"
import { message } from "../messages.ts"
import { Confirm } from "../parts/Dialog.tsx"
import { distance } from "../parts/When.tsx"

export interface RevokeTokenProps {
  readonly tenant: string
  readonly token: Token
  readonly onClose: () => void
}

export const RevokeToken = ({ tenant, token, onClose }: RevokeTokenProps) => {
  const queries = useQueryClient()
  const revoking = useMutation({
    mutationFn: () => call("tokens", "revoke", { path: { tenant, id: token.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: tokensQuery(tenant).queryKey })
      onClose()
    }
  })
  const used = token.lastUsedAt === undefined ? "" : ` ${message.scim.revoke.used(distance(token.lastUsedAt))}`
  return (
    <Confirm
      title={message.scim.revoke.title(token.name)}
      about={`${message.scim.revoke.about}${used}`}
      action={message.scim.revoke.submit}
      busy={revoking.isPending}
      error={revoking.error}
      onConfirm={() => revoking.mutate()}
      onClose={onClose}
    />
  )
}
