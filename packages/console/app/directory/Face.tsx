/** The sign before somebody's name, or a group's. */
import { Icon, type IconName } from "../parts/Icon.tsx"

export const Face = ({ name, large = false }: { readonly name: string; readonly large?: boolean }) => (
  <span
    aria-hidden="true"
    className={`flex shrink-0 items-center justify-center rounded-full bg-tint font-semibold text-accent uppercase ${large ? "size-12 text-base" : "size-8 text-xs"}`}
  >
    {initials(name)}
  </span>
)

export const Sign = ({ icon, large = false }: { readonly icon: IconName; readonly large?: boolean }) => (
  <span
    aria-hidden="true"
    className={`flex shrink-0 items-center justify-center rounded-lg bg-tint text-accent ${large ? "size-12" : "size-8"}`}
  >
    <Icon name={icon} className={large ? "size-6" : "size-4"} />
  </span>
)

/** The first letters of the first and the last word: of Grace Brewster Hopper, GH. */
export const initials = (name: string): string => {
  const words = name.split(/[\s._@-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const [first = "", last = ""] = name.includes("@") ? words : [words[0] ?? "", words.length > 1 ? words.at(-1) : ""]
  return `${[...first][0] ?? ""}${[...last][0] ?? ""}`
}
