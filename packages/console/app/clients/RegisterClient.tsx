/** A client that gets access tokens itself, by a secret that is made here or by keys that it has. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { call } from "../api/call.ts"
import { clientsQuery, type Registered } from "../api/clients.ts"
import { guideOf } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { AreaField, SelectField, TextField } from "../parts/Field.tsx"
import { Segments } from "../parts/Segments.tsx"
import { ProviderField } from "../scim/ProviderField.tsx"
import { allScopes, type Scopes, ScopesField } from "../scim/ScopesField.tsx"

export interface RegisterClientProps {
  readonly tenant: string
  readonly onMade: (client: Registered) => void
  readonly onClose: () => void
}

const lifetimes = [300, 3600, 28800, 86400] as const

export const RegisterClient = ({ tenant, onMade, onClose }: RegisterClientProps) => {
  const id = useId()
  const queries = useQueryClient()
  const [provider, setProvider] = useState("entra")
  const [name, setName] = useState<string>()
  const [method, setMethod] = useState<"secret" | "keys">("secret")
  const [scopes, setScopes] = useState<Scopes>(allScopes)
  const shownName = name ?? guideOf(provider)?.short ?? ""
  const registering = useMutation({
    mutationFn: (form: FormData) => {
      const keys = method === "keys" ? { keys: `${form.get("keys")}` } : {}
      const payload = { name: shownName, scopes, tokenSeconds: Number(form.get("seconds")), ...keys }
      return call("clients", "create", { path: { tenant }, payload: { ...payload, identityProvider: provider } })
    },
    onSuccess: (client) => {
      onMade(client)
      return queries.invalidateQueries({ queryKey: clientsQuery(tenant).queryKey })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!registering.isPending && scopes.length > 0) registering.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog title={message.clients.create} about={message.clients.form.about} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {registering.error === null ? null : <ErrorNote error={registering.error} />}
        <ProviderField value={provider} onChange={setProvider} />
        <TextField
          label={message.clients.form.name}
          help={message.clients.form.nameHelp}
          value={shownName}
          maxLength={200}
          required
          onChange={({ target }) => setName(target.value)}
        />
        <div className="flex flex-col gap-1.5">
          <p id={id} className="font-medium">
            {message.clients.form.authentication}
          </p>
          <Segments
            labelledBy={id}
            choices={[
              ["secret", message.clients.form.methods.secret],
              ["keys", message.clients.form.methods.keys]
            ]}
            value={method}
            onChange={setMethod}
          />
        </div>
        {method === "keys" ? <KeysField /> : null}
        <SelectField label={message.clients.form.lifetime} name="seconds" defaultValue={3600}>
          {lifetimes.map((seconds) => (
            <option key={seconds} value={seconds}>
              {message.clients.form.lifetimes[seconds]}
            </option>
          ))}
        </SelectField>
        <ScopesField value={scopes} onChange={setScopes} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={registering.isPending} disabled={scopes.length === 0}>
            {message.clients.form.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** By the name `keys` in its form. */
export const KeysField = () => (
  <AreaField
    label={message.clients.form.keys}
    help={message.clients.form.keysHelp}
    name="keys"
    rows={6}
    maxLength={32_768}
    required
    spellCheck={false}
    placeholder="-----BEGIN PUBLIC KEY-----"
  />
)
