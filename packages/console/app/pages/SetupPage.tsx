/** Where the link leads that the server prints while nobody administers it: whoever has it becomes the first operator. */
import { useMutation } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import type { FormEvent } from "react"
import { makeFirstOperator } from "../api/session.ts"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Entrance } from "../parts/Entrance.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"
import { LinkCut } from "../shell/LinkCut.tsx"
import { useSecret } from "../shell/useSecret.ts"

/** Shorter ones the server refuses; here that is said before they are sent. */
const passwordLengthMin = 15

export default function SetupPage() {
  const secret = useSecret()
  const navigate = useNavigate()
  const becoming = useMutation({
    mutationFn: makeFirstOperator,
    onSuccess: () => navigate({ to: "/", replace: true, reloadDocument: true })
  })
  if (secret === "") return <LinkCut />
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    becoming.mutate({ secret, name: `${given.get("name")}`, password: `${given.get("password")}` })
  }
  return (
    <Entrance title={message.entrance.setup} about={message.entrance.setupAbout}>
      {becoming.error === null ? null : <ErrorNote error={becoming.error} />}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label={message.entrance.setupName} name="name" autoComplete="username" required autoFocus />
        <TextField
          label={message.entrance.password}
          help={message.entrance.setupPassword}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={passwordLengthMin}
          required
        />
        <Button type="submit" look="main" busy={becoming.isPending}>
          {message.entrance.setupSubmit}
        </Button>
        <Link to="/sign-in" className={buttonClass("quiet")}>
          {message.entrance.toSignIn}
        </Link>
      </form>
    </Entrance>
  )
}
