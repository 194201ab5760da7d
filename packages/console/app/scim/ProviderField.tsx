/** Which identity provider something is for, of those that there is a guide to. */
import { guides } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { SelectField } from "../parts/Field.tsx"

export interface ProviderFieldProps {
  readonly value: string
  readonly onChange: (id: string) => void
}

export const ProviderField = ({ value, onChange }: ProviderFieldProps) => (
  <SelectField label={message.scim.form.provider} value={value} onChange={({ target }) => onChange(target.value)}>
    {guides.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </SelectField>
)
