/** What a request was answered, with the colour of its outcome and, for those who see none, its word. */
import { type Entry, isFailed } from "../api/log.ts"
import { message } from "../messages.ts"

export const Status = ({ entry }: { readonly entry: Pick<Entry, "status"> }) => (
  <span
    className={`rounded px-1.5 text-center font-mono text-[0.8125rem] font-medium ${isFailed(entry) ? "bg-bad-tint text-bad" : "bg-good-tint text-good"}`}
  >
    {entry.status ?? "?"}
    {isFailed(entry) ? <span className="sr-only"> {message.log.failed}</span> : null}
  </span>
)
