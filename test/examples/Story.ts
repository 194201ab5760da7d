/** What a directory does with a person: made, looked up, put in a group, and deactivated when she leaves. */
import type { Send } from "./Program.ts"

/** What the service provider answered at each step. */
export interface Outcome {
  readonly created: number
  readonly found: ReadonlyArray<string>
  readonly groups: ReadonlyArray<string>
  readonly deactivated: number
  readonly active: boolean
}

export const expected: Outcome = {
  created: 201,
  found: ["ada@example.com"],
  groups: ["Engineers"],
  deactivated: 200,
  active: false
}

interface User {
  readonly id: string
  readonly userName: string
  readonly active: boolean
  readonly groups?: ReadonlyArray<{ readonly display: string }>
}

const urn = "urn:ietf:params:scim:"

const body = (method: string, content: object): RequestInit => ({ method, body: JSON.stringify(content) })

/** `meanwhile` is called while the person is active. */
export const tell = async (send: Send, meanwhile: () => Promise<void> = async () => {}): Promise<Outcome> => {
  const user = { schemas: [`${urn}schemas:core:2.0:User`], userName: "ada@example.com", active: true }
  const created = await send("/Users", body("POST", user))
  const { id }: User = await created.json()
  const lookup = await send(`/Users?filter=${encodeURIComponent('userName eq "ADA@example.com"')}`)
  const { Resources }: { readonly Resources: ReadonlyArray<User> } = await lookup.json()
  const group = { schemas: [`${urn}schemas:core:2.0:Group`], displayName: "Engineers", members: [{ value: id }] }
  await send("/Groups", body("POST", group))
  const { groups = [] }: User = await (await send(`/Users/${id}`)).json()
  await meanwhile()
  const operation = { op: "replace", path: "active", value: false }
  const patch = { schemas: [`${urn}api:messages:2.0:PatchOp`], Operations: [operation] }
  const deactivated = await send(`/Users/${id}`, body("PATCH", patch))
  const { active }: User = await (await send(`/Users/${id}`)).json()
  return {
    created: created.status,
    found: Resources.map(({ userName }) => userName),
    groups: groups.map(({ display }) => display),
    deactivated: deactivated.status,
    active
  }
}
