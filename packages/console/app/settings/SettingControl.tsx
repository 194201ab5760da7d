/** How a setting is changed, by what it can be: one of a few, on or off, a number, or some attributes of a user. */
import { useQuery } from "@tanstack/react-query"
import { useId } from "react"
import { schemasQuery } from "../api/schemas.ts"
import type { Setting, Value } from "../api/settings.ts"
import { message } from "../messages.ts"
import { Segments } from "../parts/Segments.tsx"
import { Switch } from "../parts/Switch.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { isNumberRight } from "./isNumberRight.ts"

export interface SettingControlProps {
  readonly setting: Setting
  readonly value: Value
  readonly locked: boolean
  readonly labelledBy: string
  readonly describedBy: string
  readonly onChange: (value: Value) => void
}

export const SettingControl = ({ setting, value, locked, onChange, ...named }: SettingControlProps) => {
  switch (setting.kind) {
    case "choice":
      return (
        <Segments
          {...named}
          choices={(setting.choices ?? []).map((choice) => [choice, message.settings.choice(setting.name, choice)])}
          value={`${value}`}
          disabled={locked}
          onChange={onChange}
        />
      )
    case "switch":
      return <Switch {...named} on={value === true} disabled={locked} onChange={onChange} />
    case "number":
      return <NumberBox {...named} setting={setting} value={value} locked={locked} onChange={onChange} />
    case "attributes":
      return <Attributes {...named} value={Array.isArray(value) ? value : []} locked={locked} onChange={onChange} />
    case "quirks":
      return null
  }
}

const NumberBox = ({ setting, value, locked, labelledBy, describedBy, onChange }: SettingControlProps) => {
  const id = useId()
  const right = isNumberRight(setting, value)
  return (
    <>
      <span className="flex items-center gap-2">
        <input
          type="number"
          inputMode="numeric"
          aria-labelledby={labelledBy}
          aria-describedby={right ? describedBy : `${describedBy} ${id}`}
          aria-invalid={!right}
          min={setting.min}
          max={setting.max}
          value={`${value}`}
          disabled={locked}
          onChange={({ target }) => onChange(target.value === "" ? "" : Number(target.value))}
          className={`h-9 w-28 rounded-lg border bg-surface px-3 text-right tabular-nums disabled:opacity-60 ${right ? "border-edge/60" : "border-bad"}`}
        />
        <span className="text-muted">{setting.unit}</span>
      </span>
      {right ? null : (
        <p id={id} role="alert" className="text-[0.8125rem] text-bad">
          {message.settings.between(setting.min ?? 0, setting.max ?? 0)}
        </p>
      )}
    </>
  )
}

/** RFC 7643 §4.1.1 demands it. */
const always = "userName"

interface AttributesProps extends Omit<SettingControlProps, "setting" | "value"> {
  readonly value: ReadonlyArray<string>
}

const Attributes = ({ value, locked, labelledBy, describedBy, onChange }: AttributesProps) => {
  const tenant = useTenant()
  const { data: types } = useQuery(schemasQuery(tenant))
  const user = types?.find(({ name }) => name === "User")?.schemas.find(({ kind }) => kind === "base")
  const known = user?.attributes.filter(({ mutability }) => mutability !== "readOnly").map(({ name }) => name) ?? []
  const all = known.length === 0 ? value : [...known, ...value.filter((name) => !known.includes(name))]
  return (
    // biome-ignore lint/a11y/useSemanticElements: its name stands where a legend cannot.
    <div role="group" aria-labelledby={labelledBy} aria-describedby={describedBy} className="flex flex-wrap gap-1.5">
      {all.map((name) => (
        <label
          key={name}
          title={name === always ? message.settings.alwaysRequired : undefined}
          className="flex items-center gap-2 rounded-lg border border-line px-2.5 py-1 font-mono text-[0.8125rem] text-muted transition-colors has-checked:border-accent has-checked:bg-tint has-checked:text-accent has-enabled:cursor-pointer has-enabled:hover:border-edge"
        >
          <input
            type="checkbox"
            checked={value.includes(name)}
            disabled={locked || name === always}
            onChange={({ target }) =>
              onChange(all.filter((each) => (each === name ? target.checked : value.includes(each))))
            }
            className="size-3.5 accent-solid"
          />
          {name}
        </label>
      ))}
    </div>
  )
}
