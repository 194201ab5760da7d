/** The tokens that count, each with what its owner has to know of it; those that have ended on demand. */
import { useState } from "react"
import { type State, stateOf, type Token } from "../api/tokens.ts"
import { guideOf } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Badge, type Tone } from "../parts/Badge.tsx"
import { Button } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuItem } from "../parts/Menu.tsx"
import { distance, moment } from "../parts/When.tsx"
import { scopesInWords } from "./ScopesField.tsx"

export interface TokenListProps {
  readonly tokens: ReadonlyArray<Token>
  readonly onRotate: (token: Token) => void
  readonly onRevoke: (token: Token) => void
}

export const TokenList = ({ tokens, onRotate, onRevoke }: TokenListProps) => {
  const [all, setAll] = useState(false)
  const live = tokens.filter(({ state }) => state === "valid")
  const ended = tokens.filter(({ state }) => state !== "valid")
  const shown = all || live.length === 0 ? [...live, ...ended] : live
  return (
    <>
      <ul className="divide-y divide-line">
        {shown.map((token) => (
          <Row key={token.id} token={token} onRotate={() => onRotate(token)} onRevoke={() => onRevoke(token)} />
        ))}
      </ul>
      {ended.length === 0 || live.length === 0 ? null : (
        <div className="border-t border-line px-3 py-2">
          <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? message.scim.list.fewer : message.scim.list.all(ended.length)}
          </Button>
        </div>
      )}
    </>
  )
}

const tones: Readonly<Record<State, Tone>> = { valid: "good", soon: "warn", expired: "bad", revoked: "calm" }

interface RowProps {
  readonly token: Token
  readonly onRotate: () => void
  readonly onRevoke: () => void
}

const Row = ({ token, onRotate, onRevoke }: RowProps) => {
  const now = Date.now()
  const state = stateOf(token, now)
  const provider = token.identityProvider
  return (
    <li className="flex items-start gap-4 px-5 py-4">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="break-words font-medium">{token.name}</span>
          <Badge tone={tones[state]}>{message.scim.states[state]}</Badge>
          {provider === undefined ? null : <span className="text-muted">{guideOf(provider)?.name ?? provider}</span>}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-2 gap-y-0.5 text-[0.8125rem] text-muted [&>*+*]:before:mr-2 [&>*+*]:before:text-edge [&>*+*]:before:content-['·']">
          <code className="font-mono">{token.hint}…</code>
          <span>{scopesInWords(token.scopes)}</span>
          <span title={moment(token.createdAt)}>
            {message.scim.list.created(distance(token.createdAt, now), token.createdBy)}
          </span>
          {token.lastUsedAt === undefined ? (
            <span>{message.scim.list.unused}</span>
          ) : (
            <span title={moment(token.lastUsedAt)}>{message.scim.list.used(distance(token.lastUsedAt, now))}</span>
          )}
          <span title={moment(token.revokedAt ?? token.expiresAt)}>{ending(token, now)}</span>
        </p>
      </div>
      {token.state === "valid" ? (
        <Menu
          label={message.scim.list.actions(token.name)}
          button={<Icon name="more" />}
          buttonClass="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-ink"
          side="right"
        >
          <MenuItem icon="rotate" onSelect={onRotate}>
            {message.scim.rotate.action}
          </MenuItem>
          <MenuItem icon="close" danger onSelect={onRevoke}>
            {message.scim.revoke.action}
          </MenuItem>
        </Menu>
      ) : null}
    </li>
  )
}

const ending = ({ state, expiresAt, revokedAt }: Token, now: number): string => {
  if (revokedAt !== undefined) return message.scim.list.revoked(distance(revokedAt, now))
  return state === "expired"
    ? message.scim.list.expired(distance(expiresAt, now))
    : message.scim.list.expires(distance(expiresAt, now))
}
