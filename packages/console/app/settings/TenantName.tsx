/** What the tenant is called, and the id by which everything knows it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { call } from "../api/call.ts"
import { tenantsQuery } from "../api/tenants.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Card } from "../parts/Card.tsx"
import { CopyField } from "../parts/Copy.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"

export const TenantName = ({ tenant }: { readonly tenant: string }) => {
  const queries = useQueryClient()
  const { data: tenants } = useQuery(tenantsQuery)
  const saved = tenants?.find(({ id }) => id === tenant)?.name ?? ""
  const [typed, setTyped] = useState<string>()
  const name = typed ?? saved
  const renaming = useMutation({
    mutationFn: () => call("tenants", "rename", { path: { tenant }, payload: { name } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: tenantsQuery.queryKey })
      setTyped(undefined)
    }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!renaming.isPending) renaming.mutate()
  }
  return (
    <Card title={message.settings.tenant.title}>
      <form onSubmit={submit} className="grid items-start gap-x-6 gap-y-4 md:grid-cols-2">
        <div className="flex flex-col gap-3">
          {renaming.error === null ? null : <ErrorNote error={renaming.error} />}
          <TextField
            label={message.settings.tenant.name}
            help={message.settings.tenant.nameHelp}
            value={name}
            maxLength={200}
            required
            onChange={({ target }) => {
              renaming.reset()
              setTyped(target.value)
            }}
          />
          <div className="flex items-center gap-3">
            <Button type="submit" busy={renaming.isPending} disabled={name.trim() === saved || name.trim() === ""}>
              {message.settings.tenant.rename}
            </Button>
            <span role="status" className="text-good">
              {renaming.isSuccess ? message.settings.tenant.renamed : ""}
            </span>
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-1.5">
          <p className="font-medium">{message.settings.tenant.id}</p>
          <CopyField label={message.settings.tenant.id} value={tenant} />
          <p className="text-[0.8125rem] text-muted">{message.settings.tenant.idHelp}</p>
        </div>
      </form>
    </Card>
  )
}
