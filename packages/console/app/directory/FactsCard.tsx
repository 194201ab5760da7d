/** The few things about a resource that somebody looks for first, or has to paste elsewhere. */
import type { ReactNode } from "react"
import type { Group, User } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { CopyButton } from "../parts/Copy.tsx"
import { When } from "../parts/When.tsx"

const words = message.directory.facts

export const FactsCard = ({ of }: { readonly of: User | Group }) => (
  <Card title={words.title} flush>
    <dl className="divide-y divide-line">
      <Fact name={words.id}>
        <Copied value={of.id} label={words.id} />
      </Fact>
      {of.externalId === undefined ? null : (
        <Fact name={words.externalId}>
          <Copied value={of.externalId} label={words.externalId} />
        </Fact>
      )}
      <Fact name={words.by}>{of.source?.name ?? <span className="text-muted">{words.unknown}</span>}</Fact>
      <Fact name={words.changed}>
        <When time={of.lastModifiedAt} />
      </Fact>
      <Fact name={words.created}>
        <When time={of.createdAt} />
      </Fact>
      <Fact name={words.version}>
        <code className="font-mono text-[0.8125rem]">{of.version}</code>
      </Fact>
    </dl>
  </Card>
)

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="px-5 py-2.5">
    <dt className="text-xs text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
)

const Copied = ({ value, label }: { readonly value: string; readonly label: string }) => (
  <span className="-my-1 flex items-center gap-2">
    <code title={value} className="min-w-0 grow truncate font-mono text-[0.8125rem]">
      {value}
    </code>
    <span className="-mr-2.5 shrink-0">
      <CopyButton value={value} label={label} />
    </span>
  </span>
)
