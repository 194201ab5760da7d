/** Whom of a tenant somebody means who types, once they pause: what was found for the last pause stays until then. */
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { type Found, peopleQuery } from "../api/people.ts"

/** Of each kind. */
const limit = 5

/** Shorter than anybody notices, and long enough for the next letter. */
const pauseMillis = 200

interface People {
  readonly found: ReadonlyArray<Found>
  /** Whether what is typed has not been looked for yet. */
  readonly isLooking: boolean
  readonly isBroken: boolean
}

export const usePeople = (tenant: string, typed: string, enabled: boolean): People => {
  const wanted = enabled && tenant !== "" ? typed.trim() : ""
  const [search, setSearch] = useState("")
  useEffect(() => {
    const timer = setTimeout(() => setSearch(wanted), wanted === "" ? 0 : pauseMillis)
    return () => clearTimeout(timer)
  }, [wanted])
  const { data, isFetching, isError } = useQuery({
    ...peopleQuery(tenant, search, limit),
    enabled: search !== "",
    placeholderData: keepPreviousData
  })
  if (wanted === "") return { found: [], isLooking: false, isBroken: false }
  // What was found before everything was deleted is for nobody who begins anew.
  return { found: search === "" ? [] : (data ?? []), isLooking: isFetching || search !== wanted, isBroken: isError }
}
