/** What a new token is for and what it may do. Most press the button and change nothing. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { call } from "../api/call.ts"
import { tokensQuery } from "../api/tokens.ts"
import { guideOf } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { SelectField, TextField } from "../parts/Field.tsx"
import { ProviderField } from "./ProviderField.tsx"
import { allScopes, type Scopes, ScopesField } from "./ScopesField.tsx"

export interface GenerateTokenProps {
  readonly tenant: string
  readonly provider: string
  readonly onProvider: (provider: string) => void
  readonly onMade: (secret: string) => void
  readonly onClose: () => void
}

const lifetimes = [30, 90, 180, 365, 730] as const

export const GenerateToken = ({ tenant, provider, onProvider, onMade, onClose }: GenerateTokenProps) => {
  const queries = useQueryClient()
  const [name, setName] = useState<string>()
  const [scopes, setScopes] = useState<Scopes>(allScopes)
  const generating = useMutation({
    mutationFn: (days: number) => {
      const payload = { name: name ?? nameOf(provider), scopes, days, identityProvider: provider }
      return call("tokens", "create", { path: { tenant }, payload })
    },
    onSuccess: ({ secret }) => {
      onMade(secret)
      return queries.invalidateQueries({ queryKey: tokensQuery(tenant).queryKey })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const days = Number(new FormData(event.currentTarget).get("days"))
    if (!generating.isPending && scopes.length > 0) generating.mutate(days)
  }
  return (
    <Dialog title={message.scim.generate} about={message.scim.form.about} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {generating.error === null ? null : <ErrorNote error={generating.error} />}
        <ProviderField value={provider} onChange={onProvider} />
        <TextField
          label={message.scim.form.name}
          help={message.scim.form.nameHelp}
          value={name ?? nameOf(provider)}
          maxLength={200}
          required
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField label={message.scim.form.lifetime} name="days" defaultValue={365}>
          {lifetimes.map((days) => (
            <option key={days} value={days}>
              {message.scim.form.days[days]}
            </option>
          ))}
        </SelectField>
        <ScopesField value={scopes} onChange={setScopes} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={generating.isPending} disabled={scopes.length === 0}>
            {message.scim.form.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const nameOf = (provider: string): string => guideOf(provider)?.short ?? ""
