/** By what the log is narrowed down. What is typed counts when somebody pauses, everything else at once. */
import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useEffect, useId, useState } from "react"
import { type Token, tokensQuery } from "../api/tokens.ts"
import { guideOf } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { choicesOf, Segments } from "../parts/Segments.tsx"
import { Chip } from "./Chip.tsx"
import { frame } from "./frame.ts"
import * as LogFilter from "./LogFilter.ts"
import { People } from "./People.tsx"
import { SearchField } from "./SearchField.tsx"
import { SubjectChip } from "./SubjectChip.tsx"

export interface FilterBarProps {
  readonly tenant: string
  readonly filter: LogFilter.LogFilter
  readonly onChange: (filter: LogFilter.LogFilter) => void
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const

export const FilterBar = ({ tenant, filter, onChange }: FilterBarProps) => {
  const { data: tokens = [] } = useQuery(tokensQuery(tenant))
  const change = (values: Parameters<typeof LogFilter.change>[1]) => onChange(LogFilter.change(filter, values))
  return (
    <search aria-label={message.log.filter.label} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-center">
        <SearchField
          label={message.log.filter.text}
          placeholder={message.log.filter.textPlaceholder}
          text={filter.text ?? ""}
          onText={(text) => change({ text })}
        />
        <Segments
          label={message.log.filter.outcome}
          value={filter.outcome ?? "all"}
          choices={choicesOf(message.log.filter.outcomes)}
          onChange={(value) => change({ outcome: value === "all" ? undefined : value })}
        />
        <Choice label={message.log.filter.method} value={filter.method ?? ""} onChange={(method) => change({ method })}>
          <option value="">{message.log.filter.anyMethod}</option>
          {methods.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </Choice>
        <Choice label={message.log.filter.token} value={filter.token ?? ""} onChange={(token) => change({ token })}>
          <option value="">{message.log.filter.anyToken}</option>
          {tokens.map(({ id, name, hint }) => (
            <option key={id} value={id}>
              {`${name} (${hint}…)`}
            </option>
          ))}
        </Choice>
        <Choice
          label={message.log.filter.provider}
          value={filter.identityProvider ?? ""}
          onChange={(identityProvider) => change({ identityProvider })}
        >
          <option value="">{message.log.filter.anyProvider}</option>
          {providersOf(tokens, filter.identityProvider).map((id) => (
            <option key={id} value={id}>
              {guideOf(id)?.name ?? id}
            </option>
          ))}
        </Choice>
        <TimeChoice filter={filter} onChange={change} />
      </div>
      {LogFilter.isEmpty(filter) ? null : (
        <div className="flex flex-wrap items-center gap-2">
          {filter.text === undefined ? null : (
            <People tenant={tenant} text={filter.text} onResource={(resource) => onChange({ resource })} />
          )}
          {filter.resource === undefined ? null : (
            <SubjectChip tenant={tenant} resource={filter.resource} onDrop={() => change({ resource: undefined })} />
          )}
          {filter.request === undefined ? null : (
            <Chip title={message.log.filter.dropRequest} onPress={() => change({ request: undefined })}>
              {message.log.filter.request(filter.request)}
              <Icon name="close" className="size-3.5 text-muted" />
            </Chip>
          )}
          <Button look="quiet" icon="close" onClick={() => onChange({})}>
            {message.log.filter.clear}
          </Button>
        </div>
      )}
    </search>
  )
}

/** Those that tokens were made for, and the one that is chosen. */
const providersOf = (tokens: ReadonlyArray<Token>, chosen: string | undefined): ReadonlyArray<string> =>
  [...new Set([...tokens.map(({ identityProvider }) => identityProvider), chosen])]
    .filter((id) => id !== undefined)
    .sort()

interface ChoiceProps {
  readonly label: string
  readonly value: string
  /** Whether it has a line of its own where there is little room. */
  readonly whole?: boolean
  readonly onChange: (value: string) => void
  readonly children: ReactNode
}

const Choice = ({ label, value, whole = false, onChange, children }: ChoiceProps) => (
  <div className={`relative min-w-0 ${whole ? "max-sm:col-span-2" : ""}`}>
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={`${frame} w-full max-w-full appearance-none truncate pr-8 pl-3 sm:max-w-44 ${value === "" ? "" : "border-accent bg-tint"}`}
    >
      {children}
    </select>
    <Icon name="chevron" className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted" />
  </div>
)

interface TimeChoiceProps {
  readonly filter: LogFilter.LogFilter
  readonly onChange: (values: Parameters<typeof LogFilter.change>[1]) => void
}

/** A span that ends now, or two times. */
const TimeChoice = ({ filter: { since, from, to }, onChange }: TimeChoiceProps) => {
  const [between, setBetween] = useState(false)
  useEffect(() => {
    // Both were taken away, so there is nothing between them.
    if (from === undefined && to === undefined) setBetween(false)
  }, [from, to])
  const isBetween = since === undefined && (between || from !== undefined || to !== undefined)
  const { times } = message.log.filter
  return (
    <>
      <Choice
        label={message.log.filter.time}
        whole
        value={since ?? (isBetween ? "between" : "")}
        onChange={(value) => {
          setBetween(value === "between")
          onChange(
            value === "between"
              ? { since: undefined }
              : { since: (value || undefined) as LogFilter.Span | undefined, from: undefined, to: undefined }
          )
        }}
      >
        <option value="">{times.any}</option>
        <option value="1h">{times["1h"]}</option>
        <option value="24h">{times["24h"]}</option>
        <option value="7d">{times["7d"]}</option>
        <option value="between">{times.between}</option>
      </Choice>
      {isBetween ? (
        <>
          <Moment label={message.log.filter.from} time={from} onTime={(time) => onChange({ from: time })} />
          <Moment label={message.log.filter.to} time={to} onTime={(time) => onChange({ to: time })} />
        </>
      ) : null}
    </>
  )
}

interface MomentProps {
  readonly label: string
  readonly time: string | undefined
  readonly onTime: (time: string | undefined) => void
}

/** Whoever types a year types earlier ones on the way. */
const isWhole = (typed: string): boolean => typed === "" || typed >= "1970"

const Moment = ({ label, time, onTime }: MomentProps) => {
  const id = useId()
  const [typed, setTyped] = useState(time === undefined ? "" : local(time))
  const type = (text: string) => {
    setTyped(text)
    if (isWhole(text)) onTime(text === "" ? undefined : new Date(text).toISOString())
  }
  return (
    <div className="col-span-2 flex items-center gap-2">
      <label htmlFor={id} className="w-10 text-muted sm:w-auto">
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        value={typed}
        onChange={({ target }) => type(target.value)}
        className={`${frame} min-w-0 grow px-3`}
      />
    </div>
  )
}

/** As a clock of the reader's has it, to the minute, in the one form that the browser takes. */
const local = (time: string): string => {
  const date = new Date(time)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
