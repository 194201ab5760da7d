/** Says in time which tokens will end, while provisioning still works. */
import { stateOf, type Token } from "../api/tokens.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { distance } from "../parts/When.tsx"

export interface ExpiryNoteProps {
  readonly tokens: ReadonlyArray<Token>
  readonly onRotate: (token: Token) => void
}

export const ExpiryNote = ({ tokens, onRotate }: ExpiryNoteProps) => {
  const now = Date.now()
  const ending = tokens.filter((token) => stateOf(token, now) === "soon")
  const [only] = ending
  if (only === undefined) return null
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 rounded-lg bg-warn-tint px-4 py-3 text-warn">
      <Icon name="clock" />
      <p className="min-w-0 grow basis-60">
        {ending.length === 1
          ? message.scim.expiry.one(only.name, distance(only.expiresAt, now))
          : message.scim.expiry.several(ending.length)}
      </p>
      {ending.length === 1 ? <Button onClick={() => onRotate(only)}>{message.scim.rotate.action}</Button> : null}
    </div>
  )
}
