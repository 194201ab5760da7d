/** The end of an endpoint, asked for once more. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { call } from "../api/call.ts"
import { changed, type Kind } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Confirm } from "../parts/Dialog.tsx"

export interface RemoveEndpointProps {
  readonly kind: Kind
  readonly tenant: string
  readonly id: string
  readonly name: string
  readonly onClose: () => void
}

export const RemoveEndpoint = ({ kind, tenant, id, name, onClose }: RemoveEndpointProps) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const removing = useMutation({
    mutationFn: () => call(kind, "delete", { path: { tenant, id } }),
    onSuccess: async () => {
      await navigate({ to: tenantPath(tenant, kind) })
      queries.setQueryData<ReadonlyArray<{ readonly id: string }>>([kind, tenant], (all) =>
        all?.filter((each) => each.id !== id)
      )
      queries.removeQueries({ queryKey: ["deliveries", kind, tenant, id] })
      await changed(queries, kind, tenant)
    }
  })
  return (
    <Confirm
      title={message.delivery.remove.title(name)}
      about={message[kind].removeAbout}
      action={message.delivery.remove.submit}
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    />
  )
}
