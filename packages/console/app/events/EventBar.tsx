/** By what events are narrowed down: their kinds, and the user or the group that they are about. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { kindsQuery } from "../api/delivery.ts"
import type { Chosen } from "../api/events.ts"
import { People } from "../log/People.tsx"
import { SearchField } from "../log/SearchField.tsx"
import { SubjectChip } from "../log/SubjectChip.tsx"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuItem } from "../parts/Menu.tsx"
import * as EventFilter from "./EventFilter.ts"

export interface EventBarProps {
  readonly tenant: string
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
}

const words = message.events.filter

export const EventBar = ({ tenant, chosen, onChange }: EventBarProps) => {
  const { kinds, resource } = chosen
  const { data: known = [] } = useQuery(kindsQuery(tenant))
  const [text, setText] = useState("")
  const toggle = (kind: string) =>
    onChange({ resource, kinds: kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind] })
  const choose = (wanted: string) => {
    setText("")
    onChange({ kinds, resource: wanted })
  }
  return (
    <search aria-label={words.label} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={words.search} placeholder={words.placeholder} text={text} onText={setText} />
        <Menu
          button={
            <>
              {kinds.length === 0 ? words.kinds : words.someKinds(kinds.length)}
              <Icon name="chevron" />
            </>
          }
          buttonClass={`${buttonClass("plain")} ${kinds.length === 0 ? "" : "!border-accent !bg-tint"}`}
          side="right"
        >
          {known.map((kind) => (
            <MenuItem key={kind} checked={kinds.includes(kind)} onSelect={() => toggle(kind)}>
              <span className="font-mono text-[0.8125rem]">{kind}</span>
            </MenuItem>
          ))}
        </Menu>
      </div>
      {text === "" && EventFilter.isEmpty(chosen) ? null : (
        <div className="flex flex-wrap items-center gap-2">
          {text === "" ? null : <People tenant={tenant} text={text} onResource={choose} />}
          {resource === undefined ? null : (
            <SubjectChip tenant={tenant} resource={resource} onDrop={() => onChange({ kinds, resource: undefined })} />
          )}
          <Button
            look="quiet"
            icon="close"
            onClick={() => {
              setText("")
              onChange({ kinds: [], resource: undefined })
            }}
          >
            {words.clear}
          </Button>
        </div>
      )}
    </search>
  )
}
