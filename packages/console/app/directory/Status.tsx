/** Whether somebody may come in. */
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"

export const Status = ({ active }: { readonly active: boolean }) => (
  <Badge tone={active ? "good" : "calm"}>{active ? message.directory.active : message.directory.inactive}</Badge>
)
