/** Every page and action by its name, and whoever is in the tenant, for those who would rather type than look: Ctrl or Command and K. */
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react"
import { tenantPath } from "../addresses.ts"
import { isGuest, isOperator, useSession } from "../api/session.ts"
import { tenantsQuery } from "../api/tenants.ts"
import { message } from "../messages.ts"
import { operatorPages, tenantPages } from "../pages.ts"
import { Icon, type IconName } from "../parts/Icon.tsx"
import { choose, themes } from "../theme.ts"
import { matching } from "./matching.ts"
import { useEndpoints } from "./useEndpoints.ts"
import { useLeave } from "./useLeave.ts"
import { usePeople } from "./usePeople.ts"
import { useTenant } from "./useTenant.ts"

interface Command {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly icon: IconName
  readonly run: () => void
}

/** As many as anybody reads. */
const shownMax = 12

const useCommands = (): ReadonlyArray<Command> => {
  const session = useSession()
  const tenant = useTenant()
  const navigate = useNavigate()
  const { mutate: signOut } = useLeave("signOut")
  const guest = isGuest(session)
  const { data: tenants = [] } = useQuery({ ...tenantsQuery, enabled: !guest })
  const told = useEndpoints(tenant, guest)
  return useMemo(() => {
    const go = (to: string) => () => void navigate({ to })
    const pages = tenantPages
      .filter((page) => tenant !== "" && page.section !== undefined && (page.guests === true || !guest))
      .map(({ path, title, icon }) => ({ title, icon, run: go(tenantPath(tenant, path)) }))
    const account = { title: message.shell.keys, icon: "key" as const, run: go("/account") }
    // Of two pages with one name the operator's is named for what it is of.
    const operators = operatorPages.map(({ path, title, icon }) => ({
      title: pages.some((page) => page.title === title) ? message.palette.ofServer(title) : title,
      icon,
      run: go(`/${path}`)
    }))
    const groups: ReadonlyArray<readonly [string, ReadonlyArray<Omit<Command, "id" | "group">>]> = [
      [message.palette.pages, [...pages, ...(isOperator(session) ? operators : []), ...(guest ? [] : [account])]],
      [message.palette.endpoints, told.map(({ title, icon, to }) => ({ title, icon, run: go(to) }))],
      [
        message.palette.tenants,
        isOperator(session)
          ? tenants.map(({ id, name }) => ({ title: name, icon: "cube" as const, run: go(tenantPath(id)) }))
          : []
      ],
      [
        message.palette.actions,
        [
          ...themes.map((theme) => ({
            title: message.palette.themeIs(message.shell.themes[theme]),
            icon: ({ system: "device", light: "sun", dark: "moon" } as const)[theme],
            run: () => choose(theme)
          })),
          { title: message.shell.signOut, icon: "out" as const, run: () => signOut() }
        ]
      ]
    ]
    return groups.flatMap(([group, commands]) =>
      commands.map((command, index) => ({ ...command, group, id: `${group}-${index}` }))
    )
  }, [session, tenant, navigate, signOut, guest, tenants, told])
}

/** The users and groups of the tenant, as commands that lead to them. */
const useFound = (typed: string) => {
  const tenant = useTenant()
  const navigate = useNavigate()
  const { found, isBroken, isLooking } = usePeople(tenant, typed, !isGuest(useSession()))
  const commands = found.map(({ type, id, name }): Command => {
    const { group, icon, page } = kinds[type]
    const to = tenantPath(tenant, `${page}/${encodeURIComponent(id)}`)
    return { id: `${type}-${id}`, group, icon, title: name, run: () => void navigate({ to }) }
  })
  return { found: commands, isBroken, isLooking }
}

const kinds = {
  User: { group: message.pages.users, icon: "user", page: "users" },
  Group: { group: message.pages.groups, icon: "group", page: "groups" }
} as const

export const Palette = ({ onClose }: { readonly onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const commands = useCommands()
  const id = useId()
  const [typed, setTyped] = useState("")
  const [at, setAt] = useState(0)
  const people = useFound(typed)
  const found = [...matching(commands, typed).slice(0, shownMax), ...people.found]
  useEffect(() => dialog.current?.showModal(), [])
  const run = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((found.length + at + step) % Math.max(found.length, 1))
    } else if (event.key === "Enter") {
      event.preventDefault()
      run(found[at])
    }
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, and a press beside it is no more than that.
    <dialog
      ref={dialog}
      aria-label={message.palette.title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      className="mx-auto mt-[12vh] w-[calc(100vw-2rem)] max-w-xl rounded-2xl border border-line bg-surface p-0 text-ink shadow-over"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" className="size-4 text-muted" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] === undefined ? undefined : `${id}-${found[at].id}`}
          aria-label={message.palette.title}
          autoComplete="off"
          spellCheck={false}
          placeholder={message.palette.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 grow bg-transparent text-base outline-none placeholder:text-muted"
        />
        <kbd className="rounded border border-line px-1.5 font-sans text-xs text-muted">Esc</kbd>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={message.palette.title}
        className="max-h-[50vh] overflow-y-auto p-1.5"
      >
        {found.length === 0 ? (
          <p className="px-3 py-6 text-center text-muted">
            {people.isLooking ? message.palette.looking : message.palette.nothing}
          </p>
        ) : null}
        {found.map((command, index) => (
          <div key={command.id} role="presentation">
            {command.group === found[index - 1]?.group ? null : (
              <div role="presentation" className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">
                {command.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above, which has the focus. */}
            <div
              id={`${id}-${command.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseMove={() => setAt(index)}
              onClick={() => run(command)}
              className="flex h-9 cursor-pointer items-center gap-3 rounded-lg px-2.5 aria-selected:bg-tint aria-selected:text-accent"
            >
              <Icon name={command.icon} />
              <span className="truncate">{command.title}</span>
            </div>
          </div>
        ))}
      </div>
      {people.isBroken ? (
        <p role="status" className="border-t border-line px-4 py-2.5 text-muted">
          {message.palette.broken}
        </p>
      ) : null}
    </dialog>
  )
}
