/** Coming in by name and password, or by way of the organisation's own sign-in where the server has one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import type { FormEvent } from "react"
import { ApiError } from "../api/ApiError.ts"
import { place } from "../api/place.ts"
import { methodsQuery, sessionQuery, signIn } from "../api/session.ts"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Entrance } from "../parts/Entrance.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { TextField } from "../parts/Field.tsx"

export default function SignInPage() {
  const { back = "/", ended = false } = useSearch({ strict: false })
  const { data: methods } = useQuery(methodsQuery)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const entering = useMutation({
    mutationFn: ({ name, password }: { readonly name: string; readonly password: string }) => signIn(name, password),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: sessionQuery.queryKey })
      await navigate({ href: back, replace: true })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    entering.mutate({ name: `${given.get("name")}`, password: `${given.get("password")}` })
  }
  if (methods?.setup) return <Nobody />
  return (
    <Entrance title={message.entrance.signIn} about={ended ? message.entrance.expired : message.entrance.signInAbout}>
      {entering.error === null ? null : <ErrorNote error={explained(entering.error)} />}
      {methods?.oidc ? (
        <>
          <a href={`${place.api}/oidc/login`} className={buttonClass("plain")}>
            {message.entrance.oidc}
          </a>
          <div className="flex items-center gap-3 text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
            {message.entrance.or}
          </div>
        </>
      ) : null}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label={message.entrance.name} name="name" autoComplete="username" required autoFocus />
        <TextField
          label={message.entrance.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" look="main" busy={entering.isPending}>
          {message.entrance.signIn}
        </Button>
      </form>
    </Entrance>
  )
}

/** The first operator comes in by the link that the server prints, and by nothing else. */
const Nobody = () => (
  <Entrance title={message.entrance.nobody} about={message.entrance.nobodyAbout}>
    <Link to="/" className={buttonClass("plain")} reloadDocument>
      {message.retry}
    </Link>
  </Entrance>
)

const explained = (error: Error): Error =>
  error instanceof ApiError && error.kind === "TooManyRequests" && error.retryAfterSeconds !== undefined
    ? new ApiError(error.kind, `${error.message.split(". ")[0]}. ${message.entrance.tooMany(error.retryAfterSeconds)}`)
    : error
