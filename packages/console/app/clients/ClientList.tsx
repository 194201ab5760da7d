/** The clients of a tenant, each with what its owner has to know of it; those that were revoked on demand. */
import { useState } from "react"
import type { Client } from "../api/clients.ts"
import { guideOf } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"
import { Button } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuItem } from "../parts/Menu.tsx"
import { distance, moment } from "../parts/When.tsx"
import { scopesInWords } from "../scim/ScopesField.tsx"

export interface ClientListProps {
  readonly clients: ReadonlyArray<Client>
  readonly onRotate: (client: Client) => void
  readonly onRevoke: (client: Client) => void
}

export const ClientList = ({ clients, onRotate, onRevoke }: ClientListProps) => {
  const [all, setAll] = useState(false)
  const live = clients.filter(({ state }) => state === "valid")
  const revoked = clients.filter(({ state }) => state === "revoked")
  const shown = all || live.length === 0 ? [...live, ...revoked] : live
  return (
    <>
      <ul className="divide-y divide-line">
        {shown.map((client) => (
          <Row key={client.id} client={client} onRotate={() => onRotate(client)} onRevoke={() => onRevoke(client)} />
        ))}
      </ul>
      {revoked.length === 0 || live.length === 0 ? null : (
        <div className="border-t border-line px-3 py-2">
          <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? message.clients.list.fewer : message.clients.list.all(revoked.length)}
          </Button>
        </div>
      )}
    </>
  )
}

interface RowProps {
  readonly client: Client
  readonly onRotate: () => void
  readonly onRevoke: () => void
}

const Row = ({ client, onRotate, onRevoke }: RowProps) => (
  <li className="flex items-start gap-4 px-5 py-4">
    <div className="min-w-0 grow">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="break-words font-medium">{client.name}</span>
        <Badge tone={client.state === "valid" ? "good" : "calm"}>{message.clients.states[client.state]}</Badge>
        {client.identityProvider === undefined ? null : (
          <span className="text-muted">{guideOf(client.identityProvider)?.name ?? client.identityProvider}</span>
        )}
      </p>
      <Facts client={client} />
    </div>
    {client.state === "valid" ? (
      <Menu
        label={message.clients.list.actions(client.name)}
        button={<Icon name="more" />}
        buttonClass="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-ink"
        side="right"
      >
        <MenuItem icon="rotate" onSelect={onRotate}>
          {message.clients.rotate.action}
        </MenuItem>
        <MenuItem icon="close" danger onSelect={onRevoke}>
          {message.clients.revoke.action}
        </MenuItem>
      </Menu>
    ) : null}
  </li>
)

const Facts = ({ client }: { readonly client: Client }) => {
  const now = Date.now()
  const { list } = message.clients
  const { authentication, createdAt, createdBy, hint, lastUsedAt, previousUntil, revokedAt } = client
  return (
    <p className="mt-1 flex flex-wrap gap-x-2 gap-y-0.5 text-[0.8125rem] text-muted [&>*+*]:before:mr-2 [&>*+*]:before:text-edge [&>*+*]:before:content-['·']">
      <code className="break-all font-mono">{client.id}</code>
      <span>
        {list.methods[authentication]}
        {hint === undefined ? null : <code className="ml-1.5 font-mono">{hint}…</code>}
      </span>
      <span>{scopesInWords(client.scopes)}</span>
      <span>{list.lives(Math.round(client.tokenSeconds / 60))}</span>
      <span title={moment(createdAt)}>{list.created(distance(createdAt, now), createdBy)}</span>
      {lastUsedAt === undefined ? (
        <span>{list.unused}</span>
      ) : (
        <span title={moment(lastUsedAt)}>{list.used(distance(lastUsedAt, now))}</span>
      )}
      {previousUntil === undefined || Date.parse(previousUntil) < now ? null : (
        <span title={moment(previousUntil)}>{list.previous(distance(previousUntil, now))}</span>
      )}
      {revokedAt === undefined ? null : <span title={moment(revokedAt)}>{list.revoked(distance(revokedAt, now))}</span>}
    </p>
  )
}
