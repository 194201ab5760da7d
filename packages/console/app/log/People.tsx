/** Users and groups that somebody may have meant by what they typed: the log itself has no names, only ids. */
import { useQuery } from "@tanstack/react-query"
import { call } from "../api/call.ts"
import { message } from "../messages.ts"
import { Icon } from "../parts/Icon.tsx"
import { Chip } from "./Chip.tsx"

export interface PeopleProps {
  readonly tenant: string
  readonly text: string
  readonly onResource: (resource: string) => void
}

/** Of each kind. */
const limit = 3

const find = async (tenant: string, search: string, signal: AbortSignal) => {
  const request = { path: { tenant }, urlParams: { search, limit }, signal }
  const [users, groups] = await Promise.all([call("users", "list", request), call("groups", "list", request)])
  return [
    ...users.items.map(({ id, userName, displayName }) => ({
      resource: `User/${id}`,
      icon: "user" as const,
      name: userName ?? displayName ?? id
    })),
    ...groups.items.map(({ id, displayName }) => ({
      resource: `Group/${id}`,
      icon: "group" as const,
      name: displayName ?? id
    }))
  ]
}

export const People = ({ tenant, text, onResource }: PeopleProps) => {
  const { data: found = [] } = useQuery({
    queryKey: ["logPeople", tenant, text],
    queryFn: ({ signal }) => find(tenant, text, signal),
    retry: false
  })
  if (found.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-muted">{message.log.filter.people}</span>
      {found.map(({ resource, icon, name }) => (
        <Chip key={resource} onPress={() => onResource(resource)}>
          <Icon name={icon} className="size-3.5 text-muted" />
          {name}
        </Chip>
      ))}
    </div>
  )
}
