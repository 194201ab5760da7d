/** One schema of a resource type, attribute by attribute. What is as usual is not said: only what is different stands out. */
import { useId, useState } from "react"
import type { Attribute, SchemaPart } from "../api/schemas.ts"
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"
import { Card } from "../parts/Card.tsx"
import { CopyIcon } from "../parts/Copy.tsx"
import { Icon } from "../parts/Icon.tsx"

export interface SchemaCardProps {
  readonly part: SchemaPart
  /** Whether sub-attributes are shown without being asked for, as where somebody looks for one. */
  readonly open: boolean
}

export const SchemaCard = ({ part, open }: SchemaCardProps) => {
  const kind =
    part.kind !== "extension"
      ? undefined
      : part.required
        ? message.schema.parts.requiredExtension
        : message.schema.parts.extension
  return (
    <Card
      title={part.kind === "common" ? message.schema.parts.common[0] : part.name}
      about={
        <>
          {part.kind === "common" ? message.schema.parts.common[1] : part.description}
          {part.id === "" ? null : <code className="mt-1 block break-all font-mono text-[0.8125rem]">{part.id}</code>}
        </>
      }
      actions={
        <p className="flex items-center gap-3 text-muted">
          {kind === undefined ? null : <Badge tone="good">{kind}</Badge>}
          {message.schema.count(part.attributes.length)}
        </p>
      }
      flush
    >
      <ul className="divide-y divide-line">
        {part.attributes.map((attribute) => (
          <Row key={attribute.path} attribute={attribute} open={open} />
        ))}
      </ul>
    </Card>
  )
}

const Row = ({ attribute, open }: { readonly attribute: Attribute; readonly open: boolean }) => {
  const id = useId()
  const [opened, setOpened] = useState(false)
  const { subAttributes } = attribute
  const shown = open || opened
  return (
    <li className="px-5 py-3">
      <Line attribute={attribute} />
      {subAttributes.length === 0 ? null : (
        <>
          <button
            type="button"
            aria-expanded={shown}
            aria-controls={id}
            aria-label={`${attribute.name}: ${message.schema.subAttributes(subAttributes.length)}`}
            onClick={() => setOpened(!opened)}
            className="mt-1 inline-flex items-center gap-1.5 rounded text-[0.8125rem] font-medium text-accent hover:underline"
          >
            <Icon name="chevron" className={`size-3.5 ${shown ? "" : "-rotate-90"}`} />
            {message.schema.subAttributes(subAttributes.length)}
          </button>
          <ul id={id} hidden={!shown} className="mt-2 ml-1.5 flex flex-col gap-3 border-l border-line pl-4">
            {subAttributes.map((part) => (
              <li key={part.path}>
                <Line attribute={part} />
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  )
}

const Line = ({ attribute }: { readonly attribute: Attribute }) => {
  const { name, path, type, multiValued, description, canonicalValues, referenceTypes } = attribute
  return (
    <div className="grid gap-x-6 gap-y-1.5 md:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <code className="break-all font-mono font-medium">{name}</code>
          <span className="text-[0.8125rem] text-muted">{multiValued ? message.schema.list(type) : type}</span>
          <CopyIcon value={path} />
        </p>
        <p className="max-w-prose text-muted">{description}</p>
        {canonicalValues.length === 0 ? null : (
          <p className="text-[0.8125rem] text-muted">{message.schema.values(canonicalValues)}</p>
        )}
        {referenceTypes.length === 0 ? null : (
          <p className="text-[0.8125rem] text-muted">{message.schema.references(referenceTypes)}</p>
        )}
      </div>
      <p className="flex flex-wrap content-start gap-1.5 md:justify-end">
        {characteristics(attribute).map((word) => (
          <span
            key={word}
            className={`rounded-full px-2 py-0.5 text-xs font-medium ${word === message.schema.words.required ? "bg-tint text-accent" : "bg-sunken text-muted"}`}
          >
            {word}
          </span>
        ))}
      </p>
    </div>
  )
}

/** RFC 7643 §7: those that are not what they are by default. What is never returned is not filtered by either. */
const characteristics = ({ required, caseExact, mutability, returned, type, uniqueness }: Attribute) => {
  const { words } = message.schema
  return [
    required ? words.required : "",
    words.uniqueness[uniqueness],
    words.mutability[mutability],
    words.returned[returned],
    returned === "never" ? words.unsearchable : "",
    caseExact && type === "string" ? words.caseExact : ""
  ].filter((word) => word !== "")
}
