/** Who is signed in, and coming and going. */
import { queryOptions } from "@tanstack/react-query"
import { useRouteContext } from "@tanstack/react-router"
import { ApiError } from "./ApiError.ts"
import { type Answer, call } from "./call.ts"
import { csrf } from "./send.ts"

export type Session = Answer<"session", "current">

/** Nothing where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await call("session", "current", { signal })
      if ("csrf" in session && typeof session.csrf === "string") csrf.keep(session.csrf)
      return session
    } catch (error) {
      if (error instanceof ApiError && error.kind === "Unauthorized") return null
      throw error
    }
  },
  staleTime: 5 * 60_000
})

/** Who is signed in, on the pages that only they see: as the router found them when it let them in. */
export const useSession = (): Session =>
  useRouteContext({ strict: false, select: ({ session }: { readonly session?: Session }) => session }) as Session

export const isOperator = ({ administrator }: Session): boolean => administrator.tenant === undefined

/** Whether they came by a set-up link. */
export const isGuest = ({ access }: Session): boolean => access.kind === "setup"

export const signIn = async (name: string, password: string): Promise<void> => {
  const { csrf: proof } = await call("signIn", "signIn", { payload: { name, password } })
  csrf.keep(proof)
}

export type Methods = Answer<"signInMethods", "methods">

/** Which ways of signing in there are. */
export const methodsQuery = queryOptions({
  queryKey: ["methods"],
  queryFn: ({ signal }) => call("signInMethods", "methods", { signal })
})

/** Makes the first operator by the secret of a set-up link, and signs them in. */
export const makeFirstOperator = async (payload: {
  readonly secret: string
  readonly name: string
  readonly password: string
}): Promise<void> => {
  const { csrf: proof } = await call("setup", "makeFirstOperator", { payload })
  csrf.keep(proof)
}

/** Opens the set-up link of a tenant; answers which one it is. */
export const openLink = async (secret: string): Promise<string> => {
  const answer = await call("setup", "openLink", { payload: { secret } })
  csrf.keep(answer.csrf)
  return answer.tenant
}
