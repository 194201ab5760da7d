/**
 * Where the set-up link of a tenant leads. It is opened by a press and not by being looked at: it works once, and what
 * reads e-mail before people do would use it up.
 */
import { useMutation } from "@tanstack/react-query"
import { place } from "../api/place.ts"
import { openLink } from "../api/session.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Entrance } from "../parts/Entrance.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { LinkCut } from "../shell/LinkCut.tsx"
import { useSecret } from "../shell/useSecret.ts"

export default function ConnectPage() {
  const secret = useSecret()
  const opening = useMutation({
    mutationFn: () => openLink(secret),
    onSuccess: (tenant) => location.assign(`${place.pages}/t/${encodeURIComponent(tenant)}/scim`)
  })
  if (secret === "") return <LinkCut />
  return (
    <Entrance title={message.entrance.connect} about={message.entrance.connectAbout}>
      {opening.error === null ? null : <ErrorNote error={opening.error} />}
      <Button look="main" busy={opening.isPending} onClick={() => opening.mutate()}>
        {message.entrance.connectSubmit}
      </Button>
    </Entrance>
  )
}
