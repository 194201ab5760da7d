/** The way around: whose pages these are, which there are, and who is looking. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { isGuest, isOperator, useSession } from "../api/session.ts"
import { message } from "../messages.ts"
import { operatorPages, sections, tenantPages } from "../pages.ts"
import { Icon, type IconName } from "../parts/Icon.tsx"
import { Mark } from "../parts/Mark.tsx"
import { AccountMenu } from "./AccountMenu.tsx"
import { TenantMenu } from "./TenantMenu.tsx"
import { useTenant } from "./useTenant.ts"

export const Sidebar = ({ onSearch }: { readonly onSearch: () => void }) => {
  const session = useSession()
  const tenant = useTenant()
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <div className="flex h-9 items-center gap-2.5 px-2">
        <Mark />
        <span className="font-semibold tracking-tight">Rollcall</span>
      </div>
      {isOperator(session) || tenant !== "" ? <TenantMenu /> : null}
      <button
        type="button"
        onClick={onSearch}
        className="flex h-9 items-center gap-2.5 rounded-lg border border-line px-2.5 text-left text-muted transition-colors hover:bg-sunken hover:text-ink"
      >
        <Icon name="search" />
        <span className="grow truncate">{message.shell.search}</span>
        <kbd className="whitespace-nowrap rounded border border-line px-1 font-sans text-xs">
          {isApple ? "⌘K" : "Ctrl K"}
        </kbd>
      </button>
      <nav aria-label={message.shell.navigation} className="flex min-h-0 grow flex-col gap-4 overflow-y-auto">
        {tenant === "" ? (
          isOperator(session) ? (
            <div className="flex flex-col gap-0.5">
              {operatorPages.map(({ path, icon, title }) => (
                <Entry key={path} to={`/${path}`} icon={icon} title={title} />
              ))}
            </div>
          ) : null
        ) : (
          sections.map((section) => <Section key={section} name={section} tenant={tenant} />)
        )}
      </nav>
      <AccountMenu />
    </div>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

const Section = ({ name, tenant }: { readonly name: (typeof sections)[number]; readonly tenant: string }) => {
  const guest = isGuest(useSession())
  const pages = tenantPages.filter((page) => page.section === name && (page.guests === true || !guest))
  if (pages.length === 0) return null
  return (
    <div className="flex flex-col gap-0.5">
      {name === "top" ? null : (
        <p className="px-2.5 pb-1 text-xs font-medium text-muted">{message.pages.sections[name]}</p>
      )}
      {pages.map(({ path, icon, title }) => (
        <Entry key={path} to={tenantPath(tenant, path)} icon={icon} title={title} exact={path === ""} />
      ))}
    </div>
  )
}

interface EntryProps {
  readonly to: string
  readonly icon: IconName
  readonly title: string
  readonly exact?: boolean
}

const Entry = ({ to, icon, title, exact = false }: EntryProps) => (
  <Link
    to={to}
    activeOptions={{ exact }}
    className="flex h-8 items-center gap-2.5 rounded-lg px-2.5 font-medium transition-colors"
    activeProps={{ className: "bg-tint text-accent", "aria-current": "page" }}
    inactiveProps={{ className: "text-muted hover:bg-sunken hover:text-ink" }}
  >
    <Icon name={icon} />
    <span className="truncate">{title}</span>
  </Link>
)
