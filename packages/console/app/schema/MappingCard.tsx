/** Where the attributes of an identity provider go, and which of them the schemas have no place for. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { type Mapping, mappingsQuery } from "../api/schemas.ts"
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"
import { Card, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { SelectField } from "../parts/Field.tsx"
import { Icon } from "../parts/Icon.tsx"

export const MappingCard = ({ tenant }: { readonly tenant: string }) => {
  const { data: mappings, error, refetch } = useQuery(mappingsQuery(tenant))
  const [chosen, setChosen] = useState<string>()
  const mapping = mappings?.find(({ id }) => id === chosen) ?? mappings?.[0]
  return (
    <Card title={message.schema.mapping.title} about={message.schema.mapping.about}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      {mappings === undefined && error === null ? <Lines count={6} /> : null}
      {mapping === undefined ? null : (
        <div className="flex flex-col gap-4">
          <div className="max-w-xs">
            <SelectField
              label={message.schema.mapping.provider}
              value={mapping.id}
              onChange={({ target }) => setChosen(target.value)}
            >
              {mappings?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
          </div>
          <Verdict mapping={mapping} />
          {(["User", "Group"] as const).map((type) => (
            <Rows key={type} mapping={mapping} type={type} />
          ))}
          <p className="break-words text-[0.8125rem] text-muted">
            {message.schema.mapping.basis[mapping.basis]}. {message.schema.mapping.source}: {mapping.source}
          </p>
        </div>
      )}
    </Card>
  )
}

const Verdict = ({ mapping: { rows } }: { readonly mapping: Mapping }) => {
  const known = rows.filter((row) => row.known).length
  const all = known === rows.length
  return (
    <p
      role="status"
      className={`flex items-start gap-3 rounded-lg px-4 py-3 ${all ? "bg-good-tint text-good" : "bg-warn-tint text-warn"}`}
    >
      <Icon name={all ? "check" : "info"} className="mt-0.5 size-4" />
      <span>{all ? message.schema.mapping.all(rows.length) : message.schema.mapping.some(known, rows.length)}</span>
    </p>
  )
}

const Rows = ({ mapping, type }: { readonly mapping: Mapping; readonly type: "User" | "Group" }) => {
  const rows = mapping.rows.filter((row) => row.type === type)
  if (rows.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium">{type}</h3>
      <section
        aria-label={`${message.schema.mapping.title}: ${type}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys.
        tabIndex={0}
        className="overflow-x-auto rounded-lg border border-line"
      >
        <table className="w-full text-left">
          <thead className="bg-sunken text-[0.8125rem] text-muted">
            <tr>
              {[message.schema.mapping.there, message.schema.mapping.here, message.schema.mapping.place].map(
                (title) => (
                  <th key={title} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">
                    {title}
                  </th>
                )
              )}
            </tr>
          </thead>
          <tbody className="divide-y divide-line text-[0.8125rem]">
            {rows.map(({ attribute, path, known }) => (
              <tr key={`${attribute} ${path}`}>
                <td className="px-3 py-2 font-mono whitespace-nowrap">{attribute}</td>
                <td className="px-3 py-2 font-mono break-all max-sm:whitespace-nowrap">{path}</td>
                <td className="px-3 py-2 whitespace-nowrap">
                  {known ? (
                    <span className="inline-flex items-center gap-1.5 text-muted">
                      <Icon name="check" className="size-4 text-good" />
                      {message.schema.mapping.known}
                    </span>
                  ) : (
                    <Badge tone="warn">{message.schema.mapping.unknown}</Badge>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
