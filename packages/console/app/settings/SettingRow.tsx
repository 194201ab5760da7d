/** One setting: what it decides, what it is, what it would be by default, and the way back to that. */
import { useId } from "react"
import type { Setting, Value } from "../api/settings.ts"
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"
import { Icon } from "../parts/Icon.tsx"
import { isSame } from "./changes.ts"
import { printed } from "./printed.ts"
import { SettingControl } from "./SettingControl.tsx"

export interface SettingRowProps {
  readonly setting: Setting
  readonly value: Value
  /** Whether it differs from what is stored. */
  readonly unsaved: boolean
  readonly locked: boolean
  readonly onChange: (value: Value) => void
}

export const SettingRow = ({ setting, value, unsaved, locked, onChange }: SettingRowProps) => {
  const id = useId()
  const standard = isSame(value, setting.default)
  const wide = setting.kind === "attributes"
  return (
    <li className={`relative grid gap-x-8 gap-y-3 px-5 py-4 ${wide ? "" : "md:grid-cols-[minmax(0,1fr)_auto]"}`}>
      {unsaved ? <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.5 bg-solid" /> : null}
      <div className="min-w-0">
        <h3 id={id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {message.settings.name(setting.name)}
          {standard ? null : <Badge>{message.settings.changed}</Badge>}
        </h3>
        <p id={`${id}-about`} className="mt-0.5 max-w-prose text-muted">
          {setting.summary}
        </p>
        {locked ? (
          <p className="mt-1.5 flex items-center gap-1.5 text-[0.8125rem] text-muted">
            <Icon name="lock" className="size-3.5" />
            {message.settings.locked}
          </p>
        ) : null}
      </div>
      <div className={`flex min-w-0 flex-col gap-1.5 ${wide ? "" : "md:items-end"}`}>
        <SettingControl
          setting={setting}
          value={value}
          locked={locked}
          labelledBy={id}
          describedBy={`${id}-about`}
          onChange={onChange}
        />
        <p
          className={`flex flex-wrap gap-x-2 text-[0.8125rem] text-muted ${wide ? "" : "md:justify-end md:text-right"}`}
        >
          {standard ? (
            message.settings.isDefault
          ) : (
            <>
              <span>{message.settings.default(printed(setting, setting.default))}</span>
              {locked ? null : (
                <button
                  type="button"
                  aria-describedby={id}
                  onClick={() => onChange(setting.default)}
                  className="font-medium text-accent hover:underline"
                >
                  {message.settings.useDefault}
                </button>
              )}
            </>
          )}
        </p>
      </div>
    </li>
  )
}
