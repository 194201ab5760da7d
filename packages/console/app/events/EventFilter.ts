/** Which events are shown, as the address of the page has it: whoever is sent a link sees the same. Pure. */
import type { Chosen } from "../api/events.ts"

const lengthMax = 400

/** What an address says; what it says wrongly is as if it were not there. */
export const read = (search: Readonly<Record<string, unknown>>): Chosen => {
  const { kind, resource } = search
  return {
    kinds: typeof kind === "string" ? kind.split(",").filter((each) => /^[\w-]+\.\w+$/.test(each)) : [],
    resource:
      typeof resource === "string" && resource.length <= lengthMax && /^[^/]+\/./.test(resource) ? resource : undefined
  }
}

export const print = ({ kinds, resource }: Chosen): Readonly<Record<string, string>> => ({
  ...(kinds.length === 0 ? {} : { kind: kinds.join(",") }),
  ...(resource === undefined ? {} : { resource })
})

export const isEmpty = ({ kinds, resource }: Chosen): boolean => kinds.length === 0 && resource === undefined
