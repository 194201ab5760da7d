/** What is pressed. One look for what a page is about, one for the rest, and one for what takes something away. */
import type { ComponentProps } from "react"
import { Icon, type IconName } from "./Icon.tsx"

export interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: "main" | "plain" | "quiet" | "danger"
  readonly icon?: IconName
  /** Whether what it does is under way: it can be read and not be pressed. */
  readonly busy?: boolean
}

const looks = {
  main: "bg-solid text-white hover:bg-solid-over border-transparent shadow-card",
  plain: "bg-surface text-ink hover:bg-sunken border-line shadow-card",
  quiet: "text-muted hover:text-ink hover:bg-sunken border-transparent",
  danger: "bg-bad-solid text-white hover:brightness-110 border-transparent shadow-card"
} as const

/** The same for a link that looks like a button. */
export const buttonClass = (look: keyof typeof looks = "plain"): string =>
  `inline-flex h-9 items-center justify-center gap-2 whitespace-nowrap rounded-lg border px-3.5 font-medium transition-colors disabled:opacity-60 ${looks[look]}`

export const Button = ({ look = "plain", icon, busy = false, children, className = "", ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    aria-disabled={busy || undefined}
    onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    className={`${buttonClass(look)} ${busy ? "opacity-70" : ""} ${className}`}
  >
    {icon === undefined ? null : <Icon name={icon} />}
    {children}
  </button>
)

/** A button that is a picture alone; `label` is its name, and shown when it is pointed at. */
export const IconButton = ({
  icon,
  label,
  className = "",
  ...rest
}: ComponentProps<"button"> & { readonly icon: IconName; readonly label: string }) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    {...rest}
    className={`inline-flex size-8 items-center justify-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-ink ${className}`}
  >
    <Icon name={icon} />
  </button>
)
