/**
 * Where an identity provider is connected: the endpoint, the tokens, and how each product is set up with them. A secret
 * that was just made is kept here and nowhere else, so that the guide shows it until the page is left.
 */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { tenantPath } from "../addresses.ts"
import { place } from "../api/place.ts"
import { isGuest, useSession } from "../api/session.ts"
import { isSimulated, type Token, tokensQuery } from "../api/tokens.ts"
import { ClientCard } from "../clients/ClientCard.tsx"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { CopyField } from "../parts/Copy.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Page } from "../parts/Page.tsx"
import { SecretDialog } from "../parts/SecretDialog.tsx"
import { ExpiryNote } from "../scim/ExpiryNote.tsx"
import { GenerateToken } from "../scim/GenerateToken.tsx"
import { GuideCard } from "../scim/GuideCard.tsx"
import { RevokeToken } from "../scim/RevokeToken.tsx"
import { RotateToken } from "../scim/RotateToken.tsx"
import { TokenList } from "../scim/TokenList.tsx"
import { useTenant } from "../shell/useTenant.ts"

type Open =
  | { readonly _tag: "generate" }
  | { readonly _tag: "rotate"; readonly token: Token }
  | { readonly _tag: "revoke"; readonly token: Token }
  | { readonly _tag: "secret" }

export default function ScimPage() {
  const tenant = useTenant()
  const guest = isGuest(useSession())
  const { data, error, refetch } = useQuery(tokensQuery(tenant))
  const tokens = data?.filter((token) => !isSimulated(token))
  const [open, setOpen] = useState<Open>()
  const [secret, setSecret] = useState<string>()
  const [provider, setProvider] = useState("okta")
  const close = () => setOpen(undefined)
  const generate = () => setOpen({ _tag: "generate" })
  const made = (text: string) => {
    setSecret(text)
    setOpen({ _tag: "secret" })
  }
  const buttons = (
    <>
      <Link to={tenantPath(tenant, "scim/test")} className={buttonClass()}>
        <Icon name="check" />
        {message.trial.title}
      </Link>
      <Button look="main" icon="plus" onClick={generate}>
        {message.scim.generate}
      </Button>
    </>
  )
  return (
    <Page title={message.scim.title} about={message.scim.about} actions={buttons}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => refetch()} />}
      <ExpiryNote tokens={tokens ?? []} onRotate={(token) => setOpen({ _tag: "rotate", token })} />
      <Card title={message.scim.endpoint} about={message.scim.endpointAbout}>
        <CopyField label={message.scim.endpoint} value={place.scim} />
      </Card>
      <Card title={message.scim.tokens} about={message.scim.tokensAbout} flush>
        {tokens === undefined && error === null ? <Lines count={2} /> : null}
        {tokens?.length === 0 ? (
          <Empty
            icon="key"
            title={message.scim.none}
            action={
              <Button icon="plus" onClick={generate}>
                {message.scim.generate}
              </Button>
            }
          >
            {message.scim.noneAbout}
          </Empty>
        ) : (
          <TokenList
            tokens={tokens ?? []}
            onRotate={(token) => setOpen({ _tag: "rotate", token })}
            onRevoke={(token) => setOpen({ _tag: "revoke", token })}
          />
        )}
      </Card>
      {guest ? null : <ClientCard tenant={tenant} />}
      <GuideCard provider={provider} onProvider={setProvider} token={secret} onGenerate={generate} />
      {open?._tag === "generate" ? (
        <GenerateToken tenant={tenant} provider={provider} onProvider={setProvider} onMade={made} onClose={close} />
      ) : null}
      {open?._tag === "rotate" ? (
        <RotateToken tenant={tenant} token={open.token} onMade={made} onClose={close} />
      ) : null}
      {open?._tag === "revoke" ? <RevokeToken tenant={tenant} token={open.token} onClose={close} /> : null}
      {open?._tag === "secret" && secret !== undefined ? (
        <SecretDialog
          title={message.scim.secret.title}
          about={message.scim.secret.about}
          saved={message.scim.secret.saved}
          next={message.scim.secret.next}
          values={[
            { label: message.scim.secret.token, value: secret },
            { label: message.scim.endpoint, value: place.scim }
          ]}
          onClose={close}
        />
      ) : null}
    </Page>
  )
}
