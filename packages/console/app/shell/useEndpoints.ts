/** Who is told of a tenant's events, as things to go to: those that fail come first, and say so. */
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { tenantPath } from "../addresses.ts"
import { receiversQuery, type State, shortUrl, webhooksQuery } from "../api/delivery.ts"
import { message } from "../messages.ts"

export const useEndpoints = (tenant: string, guest: boolean) => {
  const enabled = tenant !== "" && !guest
  const { data: webhooks } = useQuery({ ...webhooksQuery(tenant), enabled })
  const { data: receivers } = useQuery({ ...receiversQuery(tenant), enabled })
  return useMemo(() => {
    const all = [
      ...(webhooks ?? []).map(({ id, state, url }) => ({
        state,
        icon: "hook" as const,
        title: titled(shortUrl(url), state),
        to: tenantPath(tenant, `webhooks/${id}`)
      })),
      ...(receivers ?? []).map(({ audience, id, state }) => ({
        state,
        icon: "lock" as const,
        title: titled(audience, state),
        to: tenantPath(tenant, `receivers/${id}`)
      }))
    ]
    return all.toSorted((left, right) => Number(right.state === "failing") - Number(left.state === "failing"))
  }, [webhooks, receivers, tenant])
}

const titled = (name: string, state: State): string => (state === "failing" ? message.palette.failing(name) : name)
