/** Which events a webhook is told of: all, or some of the kinds that there are, by what they are about. */
import { useQuery } from "@tanstack/react-query"
import { useId } from "react"
import { kindsQuery } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { choicesOf, Segments } from "../parts/Segments.tsx"

export interface KindsFieldProps {
  readonly tenant: string
  /** Nothing where it is told of all. */
  readonly value: ReadonlyArray<string> | undefined
  readonly onChange: (value: ReadonlyArray<string> | undefined) => void
}

/** What most applications need before all else. */
const usual: ReadonlyArray<string> = ["user.created", "user.deactivated", "user.reactivated", "user.deleted"]

const words = message.webhooks.form

export const KindsField = ({ tenant, value, onChange }: KindsFieldProps) => {
  const id = useId()
  const { data: kinds = [] } = useQuery(kindsQuery(tenant))
  const types = [...new Set(kinds.map(typeOf))]
  const toggle = (kind: string) =>
    onChange(value?.includes(kind) ? value.filter((each) => each !== kind) : [...(value ?? []), kind])
  return (
    <div className="flex flex-col gap-2">
      <p id={id} className="font-medium">
        {words.which}
      </p>
      <Segments
        labelledBy={id}
        choices={choicesOf(words.whichChoices)}
        value={value === undefined ? "all" : "chosen"}
        onChange={(choice) => onChange(choice === "all" ? undefined : usual.filter((kind) => kinds.includes(kind)))}
      />
      {value === undefined
        ? null
        : types.map((type) => (
            <fieldset key={type} className="rounded-lg border border-line px-3 pt-1 pb-2.5">
              <legend className="px-1 text-xs font-medium text-muted">{words.kindsOf(titled(type))}</legend>
              <div className="grid gap-x-4 sm:grid-cols-2">
                {kinds
                  .filter((kind) => typeOf(kind) === type)
                  .map((kind) => (
                    <label key={kind} className="flex min-h-7 items-center gap-2.5">
                      <input
                        type="checkbox"
                        checked={value.includes(kind)}
                        onChange={() => toggle(kind)}
                        className="size-4 accent-solid"
                      />
                      <span className="min-w-0 truncate font-mono text-[0.8125rem]">{kind}</span>
                    </label>
                  ))}
              </div>
            </fieldset>
          ))}
      {value?.length === 0 ? <p className="text-[0.8125rem] text-bad">{words.choose}</p> : null}
    </div>
  )
}

const typeOf = (kind: string): string => kind.split(".")[0] ?? kind

const titled = (type: string): string => `${type.charAt(0).toUpperCase()}${type.slice(1)}`
