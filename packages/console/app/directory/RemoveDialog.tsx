/** The end of a user or a group, asked for once more, with what becomes of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { call } from "../api/call.ts"
import { changed, type Kind, keepsQuery } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Confirm } from "../parts/Dialog.tsx"
import { useTenant } from "../shell/useTenant.ts"

export interface RemoveDialogProps {
  readonly kind: Kind
  readonly id: string
  readonly name: string
  readonly onClose: () => void
}

const words = message.directory.remove

export const RemoveDialog = ({ kind, id, name, onClose }: RemoveDialogProps) => {
  const tenant = useTenant()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data: keeps } = useQuery(keepsQuery(tenant))
  const removing = useMutation({
    mutationFn: () => call(kind, "remove", { path: { tenant, id } }),
    onSuccess: async () => {
      await navigate({ to: tenantPath(tenant, kind) })
      queries.removeQueries({ queryKey: [kind, tenant, "one", id] })
      await changed(queries, tenant)
    }
  })
  const becomes = keeps === undefined ? "" : keeps ? words.kept : words.forGood
  return (
    <Confirm
      title={words.title(name)}
      about={`${kind === "users" ? words.user : words.group} ${becomes} ${words.again}`}
      action={words.submit}
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    />
  )
}
