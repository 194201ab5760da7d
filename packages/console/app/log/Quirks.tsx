/** What was read into a request that was not quite as the standard has it. A note has the name of its quirk first. */
import { message } from "../messages.ts"
import { Part } from "./Part.tsx"

export const Quirks = ({ notes }: { readonly notes: ReadonlyArray<string> }) => (
  <Part title={message.log.entry.quirks}>
    <p className="text-muted">{message.log.entry.quirksAbout}</p>
    <ul className="mt-2 flex flex-col divide-y divide-line rounded-lg border border-line">
      {notes.map((note) => {
        const at = note.indexOf(": ")
        return (
          <li key={note} className="px-3.5 py-2.5">
            <span className="block break-words font-mono text-[0.8125rem] font-medium">
              {note.slice(0, Math.max(at, 0))}
            </span>
            <span className="block break-words text-muted">{note.slice(at + 1).trim()}</span>
          </li>
        )
      })}
    </ul>
  </Part>
)
