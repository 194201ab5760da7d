/** Whose pages these are. An operator goes from one tenant to another here; everybody else reads the name of theirs. */
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { isGuest, isOperator, useSession } from "../api/session.ts"
import { tenantsQuery } from "../api/tenants.ts"
import { message } from "../messages.ts"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuHeading, MenuItem, MenuLine } from "../parts/Menu.tsx"
import { useTenant } from "./useTenant.ts"

/** More than a menu shows; the page of all tenants finds the others. */
const shownMax = 12

export const TenantMenu = () => {
  const session = useSession()
  const tenant = useTenant()
  const navigate = useNavigate()
  const guest = isGuest(session)
  const { data: tenants = [] } = useQuery({ ...tenantsQuery, enabled: !guest })
  const name = tenants.find(({ id }) => id === tenant)?.name ?? tenant
  const face = (
    <>
      <Letter name={tenant === "" ? "•" : name} />
      <span className="min-w-0 grow truncate text-left font-medium">
        {tenant === "" ? message.shell.allTenants : name}
      </span>
    </>
  )
  if (!isOperator(session)) return <div className="flex h-11 items-center gap-2.5 px-2">{face}</div>
  return (
    <Menu
      button={
        <>
          {face}
          <span className="sr-only">, {message.shell.switchTenant}</span>
          <Icon name="chevrons" className="size-4 text-muted" />
        </>
      }
      buttonClass="flex h-11 w-full items-center gap-2.5 rounded-lg border border-line px-2 shadow-card transition-colors hover:bg-sunken"
    >
      <MenuHeading>{message.shell.tenant}</MenuHeading>
      {tenants.slice(0, shownMax).map(({ id, name: label }) => (
        <MenuItem key={id} chosen={id === tenant} onSelect={() => navigate({ to: tenantPath(id) })}>
          {label}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon="cube" onSelect={() => navigate({ to: "/tenants" })}>
        {message.shell.allTenants}
      </MenuItem>
    </Menu>
  )
}

export const Letter = ({ name }: { readonly name: string }) => (
  <span
    aria-hidden="true"
    className="flex size-7 shrink-0 items-center justify-center rounded-md bg-tint text-xs font-semibold text-accent uppercase"
  >
    {[...name][0]}
  </span>
)
