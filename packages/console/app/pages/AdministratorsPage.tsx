/** Those who administer: of one tenant on its page, all of them on the operator's. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { AdministratorList } from "../administrators/AdministratorList.tsx"
import { CreateAdministrator } from "../administrators/CreateAdministrator.tsx"
import { NewPassword } from "../administrators/NewPassword.tsx"
import { type Administrator, administratorsQuery } from "../api/administrators.ts"
import { call } from "../api/call.ts"
import { place } from "../api/place.ts"
import { tenantsQuery } from "../api/tenants.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { Confirm } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Page } from "../parts/Page.tsx"
import { SecretDialog } from "../parts/SecretDialog.tsx"
import { useTenant } from "../shell/useTenant.ts"

type Open =
  | { readonly _tag: "create" }
  | { readonly _tag: "password"; readonly of: Administrator }
  | { readonly _tag: "disable"; readonly whom: Administrator }
  | { readonly _tag: "handOver"; readonly name: string; readonly password: string }

export default function AdministratorsPage() {
  const tenant = useTenant()
  const { data, error, refetch } = useQuery(administratorsQuery)
  const { data: tenants = [] } = useQuery(tenantsQuery)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const enabling = useSetDisabled(close)
  const create = () => setOpen({ _tag: "create" })
  const handOver = (name: string, password: string) => setOpen({ _tag: "handOver", name, password })
  const shown = data?.filter((each) => tenant === "" || each.tenant === tenant)
  return (
    <Page
      title={message.administrators.title}
      about={tenant === "" ? message.administrators.aboutAll : message.administrators.about}
      actions={
        <Button look="main" icon="plus" onClick={create}>
          {message.administrators.create}
        </Button>
      }
    >
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {enabling.error === null || open !== undefined ? null : <ErrorNote error={enabling.error} />}
      <div className="overflow-clip rounded-card border border-line bg-surface shadow-card empty:hidden">
        {shown === undefined && error === null ? <Lines /> : null}
        {shown?.length === 0 ? (
          <Empty
            icon="user"
            title={message.administrators.none}
            action={
              <Button icon="plus" onClick={create}>
                {message.administrators.create}
              </Button>
            }
          >
            {message.administrators.noneAbout}
          </Empty>
        ) : null}
        {shown === undefined || shown.length === 0 ? null : (
          <AdministratorList
            administrators={shown}
            tenantName={(id) => tenants.find((each) => each.id === id)?.name ?? id}
            onNewPassword={(of) => setOpen({ _tag: "password", of })}
            onDisable={(whom) => {
              enabling.reset()
              setOpen({ _tag: "disable", whom })
            }}
            onEnable={({ id }) => enabling.mutate({ id, disabled: false })}
          />
        )}
      </div>
      {open?._tag === "create" ? <CreateAdministrator tenant={tenant} onMade={handOver} onClose={close} /> : null}
      {open?._tag === "password" ? <NewPassword of={open.of} onMade={handOver} onClose={close} /> : null}
      {open?._tag === "disable" ? (
        <Confirm
          title={message.administrators.disable.title(open.whom.name)}
          about={message.administrators.disable.about}
          action={message.administrators.disable.submit}
          busy={enabling.isPending}
          error={enabling.error}
          onConfirm={() => enabling.mutate({ id: open.whom.id, disabled: true })}
          onClose={close}
        />
      ) : null}
      {open?._tag === "handOver" ? <HandOver {...open} onClose={close} /> : null}
    </Page>
  )
}

interface HandOverProps {
  readonly name: string
  readonly password: string
  readonly onClose: () => void
}

const HandOver = ({ name, password, onClose }: HandOverProps) => (
  <SecretDialog
    title={message.administrators.handOver.title}
    about={message.administrators.handOver.about}
    saved={message.administrators.handOver.saved}
    values={[
      { label: message.administrators.handOver.where, value: `${location.origin}${place.pages}/` },
      { label: message.administrators.name, value: name },
      { label: message.administrators.password, value: password }
    ]}
    onClose={onClose}
  />
)

const useSetDisabled = (onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, disabled }: { readonly id: string; readonly disabled: boolean }) =>
      call("administrators", "setDisabled", { path: { id }, payload: { disabled } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: administratorsQuery.queryKey })
      onDone()
    }
  })
}
