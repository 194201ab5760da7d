/**
 * A button that opens a list of things to do or to choose: the browser's own popover, which closes by itself, with the
 * keys that people know from menus.
 */
import { type CSSProperties, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react"
import { Icon, type IconName } from "./Icon.tsx"

export interface MenuProps {
  /** The name of the button, where what is on it does not say it. */
  readonly label?: string
  readonly button: ReactNode
  readonly buttonClass: string
  readonly children: ReactNode
  /** Which edge it shares with its button. */
  readonly side?: "left" | "right"
}

export const Menu = ({ label, button, buttonClass, children, side = "left" }: MenuProps) => {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [position, setPosition] = useState<CSSProperties>({})
  return (
    <>
      <button
        ref={opener}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        className={buttonClass}
      >
        {button}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        style={position}
        onBeforeToggle={(event) => {
          if (event.newState === "open" && opener.current !== null) setPosition(beside(opener.current, side))
        }}
        onToggle={(event) => {
          setOpen(event.newState === "open")
          if (event.newState === "open") items(list.current)[0]?.focus()
        }}
        onKeyDown={(event) => move(event, list.current)}
        onClick={(event) => {
          const item = (event.target as Element).closest("[role^=menuitem]")
          if (item !== null && item.role !== "menuitemcheckbox") list.current?.hidePopover()
        }}
        className="fixed inset-auto m-0 max-h-80 min-w-52 max-w-[calc(100vw-1rem)] overflow-auto rounded-xl border border-line bg-surface p-1 text-ink shadow-over"
      >
        {children}
      </div>
    </>
  )
}

/** Below the button, or above it where there is more room. */
const beside = (button: HTMLElement, side: "left" | "right"): CSSProperties => {
  const { left, right, top, bottom } = button.getBoundingClientRect()
  const height = document.documentElement.clientHeight
  const width = document.documentElement.clientWidth
  return {
    ...(side === "left" ? { left } : { right: width - right }),
    ...(height - bottom < 260 && top > height - bottom ? { bottom: height - top + 6 } : { top: bottom + 6 })
  }
}

const items = (list: HTMLElement | null): ReadonlyArray<HTMLElement> =>
  list === null ? [] : [...list.querySelectorAll<HTMLElement>("[role^=menuitem]")]

const move = (event: KeyboardEvent, list: HTMLElement | null): void => {
  const all = items(list)
  const at = all.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at <= 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to !== undefined) {
    event.preventDefault()
    all[to % all.length]?.focus()
  } else if (event.key === "Tab") {
    list?.hidePopover()
  } else if (event.key.length === 1) {
    all.find((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus()
  }
}

export interface MenuItemProps {
  readonly icon?: IconName
  /** Given where one of several is chosen: whether it is this one. */
  readonly chosen?: boolean
  /** Given where any number of several is chosen: whether it is among them. Choosing one leaves the menu open. */
  readonly checked?: boolean
  readonly danger?: boolean
  readonly onSelect: () => void
  readonly children: ReactNode
}

export const MenuItem = ({ icon, chosen, checked, danger = false, onSelect, children }: MenuItemProps) => (
  <button
    type="button"
    {...roleOf(chosen, checked)}
    tabIndex={-1}
    onClick={onSelect}
    className={`flex w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left hover:bg-sunken focus-visible:bg-sunken focus-visible:outline-offset-[-2px] ${danger ? "text-bad" : ""}`}
  >
    {icon === undefined ? null : <Icon name={icon} className={`size-4 ${danger ? "" : "text-muted"}`} />}
    <span className="min-w-0 grow truncate">{children}</span>
    {chosen || checked ? <Icon name="check" className="size-4 text-accent" /> : null}
  </button>
)

const roleOf = (chosen: boolean | undefined, checked: boolean | undefined) => {
  if (chosen !== undefined) return { role: "menuitemradio", "aria-checked": chosen }
  return checked === undefined ? { role: "menuitem" } : { role: "menuitemcheckbox", "aria-checked": checked }
}

/** Parts the items above from those below. */
export const MenuLine = () => <hr className="my-1 border-line" />

/** Names what stands below it. */
export const MenuHeading = ({ children }: { readonly children: ReactNode }) => (
  <div role="presentation" className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-muted">
    {children}
  </div>
)
