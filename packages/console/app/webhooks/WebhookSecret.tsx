/** The signing secret of a webhook, this once. */
import { message } from "../messages.ts"
import { SecretDialog } from "../parts/SecretDialog.tsx"

const words = message.webhooks.secret

export const WebhookSecret = ({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) => (
  <SecretDialog
    title={words.title}
    about={words.about}
    saved={words.saved}
    next={words.next}
    values={[{ label: words.secret, value: secret }]}
    onClose={onClose}
  />
)
