/** What became of the newest event, as part of a line. */
import { useQuery } from "@tanstack/react-query"
import { type Delivery, type Kind, lastDeliveryQuery } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { distance, moment } from "../parts/When.tsx"

export interface LastDeliveryProps {
  readonly kind: Kind
  readonly tenant: string
  readonly id: string
}

export const LastDelivery = ({ kind, tenant, id }: LastDeliveryProps) => {
  const { data: last } = useQuery(lastDeliveryQuery(kind, tenant, id))
  if (last === undefined) return <span aria-hidden="true" className="inline-block h-3 w-32 rounded bg-sunken" />
  if (last === null) return <span>{message.delivery.nothing}</span>
  return <span title={moment(last.at)}>{inWords(last)}</span>
}

const inWords = ({ at, attempts, state }: Delivery): string => {
  const words = message.delivery.last
  const when = distance(at)
  return state === "pending" && attempts === 0 ? words.waiting(when) : words[state](when)
}
