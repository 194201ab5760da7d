/** What an endpoint did not take last, with what it answered, as far as the newest page of deliveries goes. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { type Delivery, deliveriesQuery, type Kind } from "../api/delivery.ts"

export const useFailure = (kind: Kind, tenant: string, id: string): Delivery | undefined => {
  const { data } = useInfiniteQuery(deliveriesQuery(kind, tenant, id))
  return data?.pages[0]?.items
    .filter(({ state, answer }) => state !== "delivered" && answer !== undefined)
    .toSorted((left, right) => (left.at < right.at ? 1 : -1))[0]
}
