/** The tokens of a tenant as these pages look at them. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"

export type Token = Answer<"tokens", "list">[number]

export const tokensQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["tokens", tenant],
    queryFn: ({ signal }) => call("tokens", "list", { path: { tenant }, signal })
  })

const dayMillis = 86_400_000

/** From when on people are warned: time enough for a change that somebody else has to make. */
const warningDays = 30

export type State = Token["state"] | "soon"

/** Its state, with a word for one that is about to end. */
export const stateOf = ({ state, expiresAt }: Pick<Token, "state" | "expiresAt">, now: number): State =>
  state === "valid" && Date.parse(expiresAt) - now < warningDays * dayMillis ? "soon" : state

/** Whether it was made for an identity provider that was played; its maker is then called so by the server. */
export const isSimulated = ({ createdBy }: Token): boolean => createdBy?.startsWith("Simulation, ") ?? false
