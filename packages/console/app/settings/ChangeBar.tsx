/** What will change when it is saved, at the lower edge of the page for as long as there is anything to save. */
import type { Catalogue, Value } from "../api/settings.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import type { Change } from "./changes.ts"
import { printed } from "./printed.ts"

export interface ChangeBarProps {
  readonly catalogue: Catalogue
  readonly changes: ReadonlyArray<Change>
  /** Whether all of it can be saved. */
  readonly right: boolean
  readonly busy: boolean
  readonly saved: boolean
  readonly error: Error | null
  readonly onSave: () => void
  readonly onDiscard: () => void
}

export const ChangeBar = ({ catalogue, changes, right, busy, saved, error, onSave, onDiscard }: ChangeBarProps) => (
  <div role="status" className="pointer-events-none sticky bottom-4 z-10 min-h-14">
    {changes.length === 0 ? (
      saved ? (
        <p className="mx-auto flex w-fit items-center gap-2 rounded-full border border-line bg-surface px-4 py-2 font-medium text-good shadow-over">
          <Icon name="check" />
          {message.settings.bar.saved}
        </p>
      ) : null
    ) : (
      <section
        aria-label={message.settings.bar.label}
        className="pointer-events-auto flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 shadow-over"
      >
        {error === null ? null : <ErrorNote error={error} />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 grow basis-72">
            <p className="font-semibold">{message.settings.bar.count(changes.length)}</p>
            <ul className="mt-0.5 flex max-h-24 flex-col overflow-y-auto text-[0.8125rem] text-muted">
              {changes.map(({ name, from, to }) => (
                <li key={name} className="break-words">
                  {message.settings.bar.change(
                    message.settings.name(name),
                    words(catalogue, name, from),
                    words(catalogue, name, to)
                  )}
                </li>
              ))}
            </ul>
            {right ? null : <p className="mt-0.5 text-[0.8125rem] text-bad">{message.settings.bar.wrong}</p>}
          </div>
          <div className="flex gap-2">
            <Button onClick={onDiscard}>{message.settings.bar.discard}</Button>
            <Button look="main" busy={busy} disabled={!right} onClick={onSave}>
              {message.settings.bar.save}
            </Button>
          </div>
        </div>
      </section>
    )}
  </div>
)

const words = ({ settings }: Catalogue, name: string, value: Value): string => {
  const setting = settings.find((each) => each.name === name)
  return printed(setting ?? { name, kind: "switch" }, value)
}
