/** Another password for somebody who has lost theirs. */
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import type { Administrator } from "../api/administrators.ts"
import { call } from "../api/call.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { PasswordField } from "./PasswordField.tsx"
import { suggest } from "./password.ts"

export interface NewPasswordProps {
  readonly of: Administrator
  readonly onMade: (name: string, password: string) => void
  readonly onClose: () => void
}

export const NewPassword = ({ of: { id, name }, onMade, onClose }: NewPasswordProps) => {
  const [password, setPassword] = useState(suggest)
  const setting = useMutation({
    mutationFn: () => call("administrators", "setPassword", { path: { id }, payload: { password } }),
    onSuccess: () => onMade(name, password)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!setting.isPending) setting.mutate()
  }
  return (
    <Dialog
      title={message.administrators.newPassword.title(name)}
      about={message.administrators.newPassword.about}
      onClose={onClose}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {setting.error === null ? null : <ErrorNote error={setting.error} />}
        <PasswordField value={password} onChange={setPassword} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.cancel}</Button>
          <Button type="submit" look="main" busy={setting.isPending}>
            {message.administrators.newPassword.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
