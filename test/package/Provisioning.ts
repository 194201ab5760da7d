/**
 * The shortest proof that a server works: an identity provider makes a user and looks it up by its userName.
 */
import type { Server } from "../cells/Cell.ts"

/** The status of the creation, the userNames that the lookup found, and the exit code of the server. */
export interface Outcome {
  readonly created: number
  readonly found: ReadonlyArray<string>
  readonly ended: number | null
}

export const worked: Outcome = { created: 201, found: ["ada@example.com"], ended: 0 }

/** Makes a user, finds it and ends the server. */
export const provision = async (server: Server): Promise<Outcome> => {
  const created = await send(server, "/Users", {
    method: "POST",
    body: JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "ada@example.com" })
  })
  const answer = await send(server, `/Users?filter=${encodeURIComponent('userName eq "ada@example.com"')}`)
  const list = (await answer.json()) as { readonly Resources: ReadonlyArray<{ readonly userName: string }> }
  return { created: created.status, found: list.Resources.map((user) => user.userName), ended: await server.stop() }
}

/** Sends a request with the server's token. */
export const send = (server: Server, path: string, request: RequestInit = {}): Promise<Response> =>
  fetch(`${server.base}${path}`, {
    ...request,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/scim+json", ...request.headers }
  })
