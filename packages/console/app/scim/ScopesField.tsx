/** What a token or a client may do, each thing by itself. */
import type { Token } from "../api/tokens.ts"
import { message } from "../messages.ts"
import { CheckField } from "../parts/Field.tsx"

export type Scopes = Token["scopes"]

export const allScopes = ["users:read", "users:write", "groups:read", "groups:write"] as const

export interface ScopesFieldProps {
  readonly value: Scopes
  readonly onChange: (scopes: Scopes) => void
}

export const ScopesField = ({ value, onChange }: ScopesFieldProps) => (
  <fieldset className="flex flex-col gap-1.5">
    <legend className="mb-1.5 font-medium">{message.scim.form.scopes}</legend>
    <div className="grid gap-2 sm:grid-cols-2">
      {allScopes.map((scope) => (
        <CheckField
          key={scope}
          label={message.scim.form.scopeNames[scope]}
          checked={value.includes(scope)}
          onChange={({ target }) =>
            onChange(allScopes.filter((each) => (each === scope ? target.checked : value.includes(each))))
          }
        />
      ))}
    </div>
    {value.length > 0 ? null : (
      <p role="alert" className="text-bad">
        {message.scim.form.noScope}
      </p>
    )}
  </fieldset>
)

/** The same in a few words. */
export const scopesInWords = (scopes: Scopes): string => {
  if (scopes.length === allScopes.length) return message.scim.list.scopes.all
  return scopes.every((scope) => scope.endsWith(":read"))
    ? message.scim.list.scopes.read
    : scopes.map((scope) => message.scim.form.scopeNames[scope]).join(", ")
}
