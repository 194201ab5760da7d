/** What a receiver has to be given: a secret this once where it fetches, and by what it checks tokens. */
import type { Answer } from "../api/call.ts"
import { keysOf } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { SecretDialog } from "../parts/SecretDialog.tsx"

export interface ReceiverMadeProps {
  readonly made: Answer<"receivers", "create">
  readonly onClose: () => void
}

const words = message.receivers.made

export const ReceiverMade = ({ made: { delivery, issuer, secret, url }, onClose }: ReceiverMadeProps) => (
  <SecretDialog
    title={secret === undefined ? words.pushTitle : words.title}
    about={secret === undefined ? words.pushAbout : words.about}
    saved={secret === undefined ? words.done : words.saved}
    values={[
      ...(secret === undefined ? [] : [{ label: words.secret, value: secret }]),
      ...(delivery === "poll" ? [{ label: words.url, value: url }] : []),
      { label: words.issuer, value: issuer },
      { label: words.keys, value: keysOf(issuer) }
    ]}
    onClose={onClose}
  />
)
