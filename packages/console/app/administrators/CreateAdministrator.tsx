/** Somebody more who administers: a tenant, or for operators all of them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { administratorsQuery } from "../api/administrators.ts"
import { call } from "../api/call.ts"
import { tenantsQuery } from "../api/tenants.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { SelectField, TextField } from "../parts/Field.tsx"
import { PasswordField } from "./PasswordField.tsx"
import { suggest } from "./password.ts"

export interface CreateAdministratorProps {
  /** Of which they will be; empty where that is chosen here. */
  readonly tenant: string
  readonly onMade: (name: string, password: string) => void
  readonly onClose: () => void
}

export const CreateAdministrator = ({ tenant, onMade, onClose }: CreateAdministratorProps) => {
  const queries = useQueryClient()
  const { data: tenants = [] } = useQuery(tenantsQuery)
  const [name, setName] = useState("")
  const [password, setPassword] = useState(suggest)
  const [chosen, setChosen] = useState(tenant)
  const creating = useMutation({
    mutationFn: () =>
      call("administrators", "create", { payload: { name, password, ...(chosen === "" ? {} : { tenant: chosen }) } }),
    onSuccess: () => {
      onMade(name, password)
      return queries.invalidateQueries({ queryKey: administratorsQuery.queryKey })
    }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!creating.isPending) creating.mutate()
  }
  return (
    <Dialog title={message.administrators.create} about={message.administrators.createAbout} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {creating.error === null ? null : <ErrorNote error={creating.error} />}
        <TextField
          label={message.administrators.name}
          help={message.administrators.nameHelp}
          value={name}
          maxLength={200}
          required
          autoFocus
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
        {tenant !== "" ? null : (
          <SelectField
            label={message.administrators.for}
            value={chosen}
            onChange={({ target }) => setChosen(target.value)}
          >
            <option value="">{message.administrators.forAll}</option>
            {tenants.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </SelectField>
        )}
        <PasswordField value={password} onChange={setPassword} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={creating.isPending}>
            {message.administrators.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
