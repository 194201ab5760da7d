/** What is known of a user or a group: by schema, to read, or as the document that clients get. */
import { useQuery } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { schemasQuery } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Card, Lines } from "../parts/Card.tsx"
import { CopyButton } from "../parts/Copy.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { moment } from "../parts/When.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { type Item, type Line, sections } from "./attributes.ts"

export interface AttributesCardProps {
  readonly type: "User" | "Group"
  readonly resource: Readonly<Record<string, unknown>>
}

const views = ["list", "json"] as const

const words = message.directory.attributes

export const AttributesCard = ({ type, resource }: AttributesCardProps) => {
  const tenant = useTenant()
  const { data: types, error, refetch } = useQuery(schemasQuery(tenant))
  const [view, setView] = useState<(typeof views)[number]>("list")
  const json = JSON.stringify(resource, null, 2)
  const parts = types?.find(({ name }) => name === type)?.schemas
  const shown = useMemo(() => (parts === undefined ? undefined : sections(parts, resource)), [parts, resource])
  return (
    <Card
      title={words.title}
      about={words.about}
      flush
      actions={
        <fieldset className="flex rounded-lg border border-line p-0.5">
          <legend className="sr-only">{words.view}</legend>
          {views.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === view}
              onClick={() => setView(each)}
              className="h-7 rounded-md px-2.5 font-medium text-muted transition-colors hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink"
            >
              {words[each]}
            </button>
          ))}
        </fieldset>
      }
    >
      {view === "json" ? (
        <div className="relative">
          <span className="absolute top-2 right-2 rounded-md bg-surface">
            <CopyButton value={json} label={words.json} />
          </span>
          <pre className="px-5 py-4 font-mono text-[0.8125rem] leading-relaxed break-words whitespace-pre-wrap">
            {json}
          </pre>
        </div>
      ) : error !== null ? (
        <div className="p-4">
          <ErrorNote error={error} onRetry={() => refetch()} />
        </div>
      ) : shown === undefined ? (
        <Lines />
      ) : (
        shown.map(({ id, name, lines }) => (
          <section key={id} className="border-line not-first:border-t" aria-label={name}>
            <h3 className="flex flex-wrap items-baseline gap-x-2.5 bg-sunken/60 px-5 py-2 text-xs">
              <span className="font-semibold">{name}</span>
              <code className="min-w-0 truncate font-mono text-muted">{id}</code>
            </h3>
            {lines.length === 0 ? <p className="px-5 py-4 text-muted">{words.none}</p> : null}
            <dl className="divide-y divide-line">
              {lines.map((line) => (
                <LineOf key={line.path} line={line} />
              ))}
            </dl>
          </section>
        ))
      )}
    </Card>
  )
}

const LineOf = ({ line: { path, description, items } }: { readonly line: Line }) => (
  <div className="grid gap-x-6 gap-y-1 px-5 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
    <dt title={description} className="min-w-0 break-words font-mono text-[0.8125rem] leading-5 text-muted">
      {path}
    </dt>
    {items.map((item, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: values have no name but their place, and two may be alike.
      <dd key={index} className="min-w-0 sm:col-start-2">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Text item={item} />
          {item.label === undefined ? null : <Tag>{item.label}</Tag>}
          {item.primary ? <Tag>{words.primary}</Tag> : null}
        </span>
        {item.details.length === 0 ? null : (
          <span className="flex flex-wrap gap-x-3 text-xs text-muted">
            {item.details.map(([name, text]) => (
              <span key={name} className="min-w-0 break-words">
                {name}: {text}
              </span>
            ))}
          </span>
        )}
      </dd>
    ))}
  </div>
)

const Tag = ({ children }: { readonly children: string }) => (
  <span className="rounded bg-sunken px-1.5 text-xs leading-5 text-muted">{children}</span>
)

const Text = ({ item: { text, type } }: { readonly item: Item }) => {
  if (type === "dateTime") {
    return (
      <time dateTime={text} title={text}>
        {moment(text)}
      </time>
    )
  }
  return (
    <span
      className={`min-w-0 break-words ${type === "boolean" || type === "binary" ? "font-mono text-[0.8125rem]" : ""}`}
    >
      {text}
    </span>
  )
}
