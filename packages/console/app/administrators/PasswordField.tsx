/** A password for somebody else: in sight, since whoever types it has to hand it over, and made up if they like. */
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { TextField } from "../parts/Field.tsx"
import { lengthMax, lengthMin, suggest } from "./password.ts"

export interface PasswordFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

export const PasswordField = ({ value, onChange }: PasswordFieldProps) => (
  <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
    <TextField
      label={message.administrators.password}
      help={message.administrators.passwordHelp(lengthMin)}
      value={value}
      minLength={lengthMin}
      maxLength={lengthMax}
      required
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => onChange(target.value)}
    />
    <Button className="mt-[1.6875rem]" icon="rotate" onClick={() => onChange(suggest())}>
      {message.administrators.suggest}
    </Button>
  </div>
)
