/** What the resources of a tenant are made of: to look up a path, and to see what becomes of what somebody sends. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { schemasQuery } from "../api/schemas.ts"
import { message } from "../messages.ts"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"
import { Page } from "../parts/Page.tsx"
import { Segments } from "../parts/Segments.tsx"
import { found } from "../schema/found.ts"
import { MappingCard } from "../schema/MappingCard.tsx"
import { SchemaCard } from "../schema/SchemaCard.tsx"
import { useTenant } from "../shell/useTenant.ts"

export default function SchemaPage() {
  const tenant = useTenant()
  const { data: types, error, refetch } = useQuery(schemasQuery(tenant))
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState("")
  const type = types?.find(({ id }) => id === chosen) ?? types?.[0]
  const parts = type?.schemas.flatMap((part) => found(part, typed)) ?? []
  return (
    <Page title={message.schema.title} about={message.schema.about}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      <div className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TextField
          label={message.schema.find}
          type="search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <div className="min-h-9">
          {types === undefined ? null : (
            <Segments
              label={message.schema.types}
              choices={types.map(({ id, name }) => [id, name])}
              value={type?.id ?? ""}
              onChange={setChosen}
            />
          )}
        </div>
      </div>
      {types === undefined && error === null ? (
        <Card title={message.schema.parts.common[0]} about={message.schema.parts.common[1]} flush>
          <Lines count={6} />
        </Card>
      ) : null}
      {type !== undefined && parts.length === 0 ? (
        <div className="rounded-card border border-line bg-surface shadow-card">
          <Empty icon="search" title={message.schema.none}>
            {message.schema.noneAbout}
          </Empty>
        </div>
      ) : null}
      {parts.map((part) => (
        <SchemaCard key={`${type?.id} ${part.id}`} part={part} open={typed.trim() !== ""} />
      ))}
      <MappingCard tenant={tenant} />
    </Page>
  )
}
