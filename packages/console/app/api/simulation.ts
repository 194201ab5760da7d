/** An identity provider that the server plays in front of a tenant. */
import { type Happening, listen, type Request } from "./call.ts"

export type { Happening }

export type Player = Request<"simulations", "start">["payload"]["identityProvider"]

/** In the order in which people look for them. */
export const players: ReadonlyArray<Player> = ["okta", "entra", "google", "onelogin", "jumpcloud"]

/** What happens, as it happens. */
export async function* simulate(tenant: string, identityProvider: Player): AsyncGenerator<Happening> {
  for await (const data of listen("simulations", "start", { path: { tenant }, payload: { identityProvider } })) {
    yield JSON.parse(data)
  }
}

export const isLast = ({ _tag }: Happening): boolean => _tag === "Over" || _tag === "Broken"
