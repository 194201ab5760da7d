/** Endpoints, each a line that leads to its page: where it stands, what it is told, and what became of that. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import type { Kind, State } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Icon } from "../parts/Icon.tsx"
import { LastDelivery } from "./LastDelivery.tsx"
import { StateBadge } from "./StateBadge.tsx"

export interface Endpoint {
  readonly id: string
  readonly name: string
  readonly state: State
  readonly pending: number
  readonly dead: number
  /** What it is told of, or how. */
  readonly about: string
}

export interface EndpointListProps {
  readonly kind: Kind
  readonly tenant: string
  readonly endpoints: ReadonlyArray<Endpoint>
}

export const EndpointList = ({ kind, tenant, endpoints }: EndpointListProps) => (
  <ul className="divide-y divide-line">
    {endpoints.map((endpoint) => (
      <li
        key={endpoint.id}
        className="relative flex items-center gap-4 px-5 py-4 transition-colors focus-within:bg-sunken hover:bg-sunken"
      >
        <div className="min-w-0 grow">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <Link
              to={tenantPath(tenant, `${kind}/${endpoint.id}`)}
              className="min-w-0 break-all font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {endpoint.name}
            </Link>
            <StateBadge state={endpoint.state} />
          </p>
          <p className="mt-1 flex flex-wrap gap-x-2 gap-y-0.5 text-[0.8125rem] text-muted [&>*+*]:before:mr-2 [&>*+*]:before:text-edge [&>*+*]:before:content-['·']">
            <span>{endpoint.about}</span>
            <LastDelivery kind={kind} tenant={tenant} id={endpoint.id} />
            {endpoint.pending === 0 ? null : <span>{message.delivery.waiting(endpoint.pending)}</span>}
            {endpoint.dead === 0 ? null : <span className="text-bad">{message.delivery.dead(endpoint.dead)}</span>}
          </p>
        </div>
        <Icon name="chevron" className="size-4 -rotate-90 text-muted" />
      </li>
    ))}
  </ul>
)
