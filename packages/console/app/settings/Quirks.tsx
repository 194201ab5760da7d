/** Every deviation that can be tolerated, one by one: who sends it, what it looks like, and whether it is understood. */
import { useId, useState } from "react"
import type { Quirk } from "../api/settings.ts"
import { message } from "../messages.ts"
import { Card, Empty } from "../parts/Card.tsx"
import { SelectField, TextField } from "../parts/Field.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Switch } from "../parts/Switch.tsx"

export interface QuirksProps {
  readonly quirks: ReadonlyArray<Quirk>
  readonly on: Readonly<Record<string, boolean>>
  readonly saved: Readonly<Record<string, boolean>>
  readonly strict: boolean
  readonly onSwitch: (name: string, on: boolean) => void
}

export const Quirks = ({ quirks, on, saved, strict, onSwitch }: QuirksProps) => {
  const [typed, setTyped] = useState("")
  const [sender, setSender] = useState("")
  const words = typed.trim().toLowerCase()
  const senders = [...new Set(quirks.flatMap(({ sentBy }) => sentBy))].toSorted()
  const found = quirks.filter(
    ({ name, summary, sentBy }) =>
      (sender === "" || sentBy.includes(sender)) && `${name} ${summary}`.toLowerCase().includes(words)
  )
  const count = strict ? 0 : quirks.filter(({ name }) => on[name]).length
  return (
    <Card
      title={message.settings.quirks.title}
      about={message.settings.quirks.about}
      actions={
        <p aria-live="polite" className="text-muted tabular-nums">
          {message.settings.quirks.count(count, quirks.length)}
        </p>
      }
      flush
    >
      {strict ? (
        <p className="flex items-center gap-3 border-b border-line bg-warn-tint px-5 py-3 text-warn">
          <Icon name="info" />
          {message.settings.quirks.strict}
        </p>
      ) : null}
      <div className="grid gap-4 border-b border-line px-5 py-4 sm:grid-cols-[minmax(0,1fr)_14rem]">
        <TextField
          label={message.settings.quirks.find}
          type="search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <SelectField
          label={message.settings.quirks.sentBy}
          value={sender}
          onChange={({ target }) => setSender(target.value)}
        >
          <option value="">{message.settings.quirks.anybody}</option>
          {senders.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
      </div>
      {found.length === 0 ? (
        <Empty icon="search" title={message.settings.quirks.none}>
          {message.settings.quirks.noneAbout}
        </Empty>
      ) : (
        <ul className="divide-y divide-line">
          {found.map((quirk) => (
            <Row
              key={quirk.name}
              quirk={quirk}
              on={!strict && on[quirk.name] === true}
              unsaved={on[quirk.name] !== saved[quirk.name]}
              disabled={strict}
              onSwitch={(switched) => onSwitch(quirk.name, switched)}
            />
          ))}
        </ul>
      )}
    </Card>
  )
}

interface RowProps {
  readonly quirk: Quirk
  readonly on: boolean
  readonly unsaved: boolean
  readonly disabled: boolean
  readonly onSwitch: (on: boolean) => void
}

const Row = ({ quirk, on, unsaved, disabled, onSwitch }: RowProps) => {
  const id = useId()
  return (
    <li className="relative flex items-start gap-4 px-5 py-4">
      {unsaved ? <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.5 bg-solid" /> : null}
      <div className="min-w-0 grow">
        <h3 id={id} className="break-words font-medium">
          {quirk.name}
        </h3>
        <p id={`${id}-about`} className="mt-0.5 max-w-prose text-muted">
          {quirk.summary}
        </p>
        <details className="group mt-1.5">
          <summary className="flex w-fit flex-wrap items-center gap-x-2 rounded text-[0.8125rem] text-muted hover:text-ink">
            <Icon name="chevron" className="size-3.5 -rotate-90 transition-transform group-open:rotate-0" />
            <span>{quirk.sentBy.join(", ")}</span>
            <span aria-hidden="true" className="text-edge">
              ·
            </span>
            <span className="font-medium text-accent">{message.settings.quirks.example}</span>
          </summary>
          <Shown quirk={quirk} />
        </details>
      </div>
      <Switch on={on} disabled={disabled} labelledBy={id} describedBy={`${id}-about`} onChange={onSwitch} />
    </li>
  )
}

const Shown = ({ quirk: { example, kind, source } }: { readonly quirk: Quirk }) => (
  <div className="mt-3 flex flex-col gap-3">
    {"filter" in example ? (
      <Code label={message.settings.quirks.filter} text={example.filter} />
    ) : (
      <div className="grid gap-3 lg:grid-cols-2">
        <Code label={message.settings.quirks.arrives} text={JSON.stringify(example.before, null, 2)} />
        {example.after === undefined ? (
          <p className="self-center text-muted">{message.settings.quirks.depends}</p>
        ) : (
          <Code label={message.settings.quirks.readAs} text={JSON.stringify(example.after, null, 2)} />
        )}
      </div>
    )}
    <p className="break-words text-[0.8125rem] text-muted">
      {message.settings.quirks.kinds[kind]}. {message.settings.quirks.seen}: {source}
    </p>
  </div>
)

const Code = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <figure className="min-w-0">
    <figcaption className="mb-1.5 text-[0.8125rem] font-medium text-muted">{label}</figcaption>
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys.
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-[0.8125rem] leading-relaxed"
    >
      {text}
    </pre>
  </figure>
)
