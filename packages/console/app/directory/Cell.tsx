/** What stands in the cells of lists: a text that is cut where there is no room, and how long ago something was. */
import { When } from "../parts/When.tsx"

export const Cut = ({ children }: { readonly children: string | undefined }) => (
  <span title={children} className="block truncate text-muted">
    {children ?? "–"}
  </span>
)

export const Ago = ({ time }: { readonly time: string }) => (
  <span className="text-muted">
    <When time={time} />
  </span>
)
