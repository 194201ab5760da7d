/** The events of a tenant as these pages look at them: newest first, and as they come. */
import { type Answer, call } from "./call.ts"
import { place } from "./place.ts"

export type Event = Answer<"newestEvents", "list">["items"][number]

export type EventPage = Answer<"newestEvents", "list">

/** Which events are asked for; no kind stands for all. */
export interface Chosen {
  readonly kinds: ReadonlyArray<string>
  readonly resource: string | undefined
}

/** Of changes: more than a screen, and there at once. */
const limit = 50

const kindOf = ({ kinds }: Chosen) => (kinds.length === 0 ? {} : { kind: kinds.join(",") })

export const eventPage = (tenant: string, chosen: Chosen, after: string | undefined, signal: AbortSignal) =>
  call("newestEvents", "list", {
    path: { tenant },
    urlParams: {
      limit,
      ...kindOf(chosen),
      ...(chosen.resource === undefined ? {} : { resource: chosen.resource }),
      ...(after === undefined ? {} : { after })
    },
    signal
  })

const eventsPath = (tenant: string): string => `${place.api}/tenants/${encodeURIComponent(tenant)}/events`

/** Where events behind that number are told as they happen. */
export const streamAddress = (tenant: string, chosen: Chosen, after: number): string =>
  `${eventsPath(tenant)}/stream?${new URLSearchParams({ after: `${after}`, ...kindOf(chosen) })}`

/** Where an application reads events, as it is given it. */
export const readAddress = (tenant: string): string => new URL(eventsPath(tenant), document.baseURI).href

export const resourceOf = ({ data }: Event): string => `${data.resource.type}/${data.resource.id}`
