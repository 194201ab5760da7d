/** Who is looking, how they like it, and the way out. */
import { useNavigate } from "@tanstack/react-router"
import { isOperator, useSession } from "../api/session.ts"
import { message } from "../messages.ts"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuHeading, MenuItem, MenuLine } from "../parts/Menu.tsx"
import { choose, themes, useTheme } from "../theme.ts"
import { useLeave } from "./useLeave.ts"

const icons = { system: "device", light: "sun", dark: "moon" } as const

export const AccountMenu = () => {
  const session = useSession()
  const navigate = useNavigate()
  const theme = useTheme()
  const signOut = useLeave("signOut")
  const everywhere = useLeave("signOutEverywhere")
  const isGuest = (session.access.kind as string) === "setup"
  const name = isGuest ? message.shell.guest : session.administrator.name
  const role = isOperator(session) ? message.shell.operator : message.shell.administrator
  return (
    <Menu
      button={
        <>
          <span
            aria-hidden="true"
            className="flex size-7 shrink-0 items-center justify-center rounded-full bg-solid text-xs font-semibold text-white uppercase"
          >
            {[...name][0]}
          </span>
          <span className="sr-only">{message.shell.account}: </span>
          <span className="min-w-0 grow text-left leading-tight">
            <span className="block truncate font-medium">{name}</span>
            {isGuest ? null : <span className="block truncate text-xs text-muted">{role}</span>}
          </span>
          <Icon name="chevrons" className="size-4 text-muted" />
        </>
      }
      buttonClass="flex w-full items-center gap-2.5 rounded-lg px-2 py-1.5 transition-colors hover:bg-sunken"
    >
      {isGuest ? null : (
        <>
          <MenuItem icon="key" onSelect={() => navigate({ to: "/account" })}>
            {message.shell.keys}
          </MenuItem>
          <MenuLine />
        </>
      )}
      <MenuHeading>{message.shell.theme}</MenuHeading>
      {themes.map((each) => (
        <MenuItem key={each} icon={icons[each]} chosen={each === theme} onSelect={() => choose(each)}>
          {message.shell.themes[each]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon="out" onSelect={() => signOut.mutate()}>
        {message.shell.signOut}
      </MenuItem>
      {isGuest ? null : (
        <MenuItem icon="shield" onSelect={() => everywhere.mutate()}>
          {message.shell.signOutEverywhere}
        </MenuItem>
      )}
    </Menu>
  )
}
