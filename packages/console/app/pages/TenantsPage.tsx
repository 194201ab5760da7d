/** All tenants, for whoever runs the server: to find one, and to make another. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { tenantPath } from "../addresses.ts"
import { call } from "../api/call.ts"
import { tenantsQuery } from "../api/tenants.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Page } from "../parts/Page.tsx"
import { When } from "../parts/When.tsx"
import { Letter } from "../shell/TenantMenu.tsx"
import { tenantId } from "./tenantId.ts"

/** From here on the eye does not find one by itself. */
const filterFrom = 8

export default function TenantsPage() {
  const { data: tenants, error, refetch } = useQuery(tenantsQuery)
  const [creating, setCreating] = useState(false)
  const [typed, setTyped] = useState("")
  const words = typed.trim().toLowerCase()
  const found = tenants?.filter(({ id, name }) => id.includes(words) || name.toLowerCase().includes(words))
  return (
    <Page
      title={message.tenants.title}
      about={message.tenants.about}
      actions={
        <Button look="main" icon="plus" onClick={() => setCreating(true)}>
          {message.tenants.create}
        </Button>
      }
    >
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {(tenants?.length ?? 0) < filterFrom ? null : (
        <TextField
          label={message.tenants.filter}
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <div className="overflow-clip rounded-card border border-line bg-surface shadow-card">
        {found === undefined ? <Lines /> : null}
        {found?.length === 0 ? (
          <Empty icon="search" title={message.tenants.none}>
            {message.tenants.noneAbout}
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {found?.map(({ id, name, createdAt }) => (
              <li key={id}>
                <Link
                  to={tenantPath(id)}
                  className="flex h-[4.5rem] items-center gap-4 px-5 transition-colors hover:bg-sunken focus-visible:outline-offset-[-2px]"
                >
                  <Letter name={name} />
                  <span className="min-w-0 grow">
                    <span className="block truncate font-medium">{name}</span>
                    <span className="block truncate font-mono text-xs text-muted">{id}</span>
                  </span>
                  <span className="hidden text-muted sm:block">
                    {message.tenants.created} <When time={createdAt} />
                  </span>
                  <Icon name="arrow" className="size-4 text-muted" />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
      {creating ? <CreateTenant onClose={() => setCreating(false)} /> : null}
    </Page>
  )
}

const CreateTenant = ({ onClose }: { readonly onClose: () => void }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState("")
  const [id, setId] = useState<string>()
  const creating = useMutation({
    mutationFn: () =>
      call("tenants", "create", { payload: { id: id ?? tenantId(name), ...(name.trim() === "" ? {} : { name }) } }),
    onSuccess: async (tenant) => {
      await queries.invalidateQueries({ queryKey: tenantsQuery.queryKey })
      onClose()
      await navigate({ to: tenantPath(tenant.id) })
    }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!creating.isPending) creating.mutate()
  }
  return (
    <Dialog title={message.tenants.create} about={message.tenants.createAbout} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {creating.error === null ? null : <ErrorNote error={creating.error} />}
        <TextField
          label={message.tenants.name}
          help={message.tenants.nameHelp}
          value={name}
          maxLength={200}
          required
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={message.tenants.id}
          help={message.tenants.idHelp}
          value={id ?? tenantId(name)}
          required
          spellCheck={false}
          onChange={(event) => setId(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={creating.isPending}>
            {message.tenants.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
