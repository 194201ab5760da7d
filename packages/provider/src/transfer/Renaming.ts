/**
 * Under which ids what an archive holds is stored: those that it has there, or new ones. A new id follows from the old one
 * and the two tenants alone. So a reference finds its resource wherever that stands in the archive, an import that is run
 * again finds what it has made before, and nothing has to be remembered of a million resources.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
import { AttributePath, Json, type Resource, type ResourceType } from "@rollcall/core"
import { digest } from "../Digest.ts"

export class Renaming {
  /** Resources that were there before under another id than the archive's would be. */
  readonly #met = new Map<string, string>()
  readonly #keeps: boolean
  readonly #tenant: string
  /** The tenant that the archive was made of, as its header says. */
  source = ""

  constructor(keeps: boolean, tenant: string) {
    this.#keeps = keeps
    this.#tenant = tenant
  }

  /** The id of what has this id in the archive. */
  idOf(old: string): string {
    return this.#met.get(old) ?? (this.#keeps ? old : derive(`${this.source}\n${this.#tenant}\n`, old))
  }

  /** What the archive calls so is what is stored under that id. */
  meet(old: string, id: string): void {
    if (this.idOf(old) !== id) this.#met.set(old, id)
  }

  /** A member that waits has no resource yet, so its name is nobody's id. */
  member(member: Resource.Member): string {
    return member.type === undefined ? member.value : this.idOf(member.value)
  }

  /** The document with the ids of what it points to, such as its `manager`. */
  document(type: ResourceType.ResourceType, document: Json.JsonObject): Json.JsonObject {
    let renamed = document
    for (const path of linksOf(type)) {
      const value = AttributePath.read(renamed, path)
      if (!Json.isObject(value) || typeof value.value !== "string") continue
      const id = this.idOf(value.value)
      if (id !== value.value) renamed = AttributePath.write(renamed, path, { ...value, value: id })
    }
    return renamed
  }
}

const linksOf = (type: ResourceType.ResourceType): ReadonlyArray<AttributePath.AttributePath> => [
  ...type.attributes.filter(({ link }) => link === "resource").map((attribute) => ({ attribute })),
  ...type.extensions.flatMap(({ schema: extension }) =>
    extension.attributes.filter(({ link }) => link === "resource").map((attribute) => ({ extension, attribute }))
  )
]

/**
 * A UUID of version 8. It begins with the time of the old id where that is a UUID of version 7, so that ids made later sort
 * later and the pages of indexes fill in order.
 */
const derive = (namespace: string, old: string): string => {
  const hex = digest(namespace + old)
  const time = isTimed(old) ? old.slice(0, 8) + old.slice(9, 13) : hex.slice(0, 12)
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${time.slice(0, 8)}-${time.slice(8)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const isTimed = (id: string): boolean =>
  id.length === 36 &&
  [...id].every((character, index) =>
    index === 8 || index === 13 || index === 18 || index === 23
      ? character === "-"
      : "0123456789abcdef".includes(character)
  ) &&
  id.charAt(14) === "7"
