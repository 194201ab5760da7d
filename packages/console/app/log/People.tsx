/** Users and groups that somebody may have meant by what they typed: the log itself has no names, only ids. */
import { useQuery } from "@tanstack/react-query"
import { peopleQuery } from "../api/people.ts"
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

export const People = ({ tenant, text, onResource }: PeopleProps) => {
  const { data: found = [] } = useQuery(peopleQuery(tenant, text, limit))
  if (found.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-muted">{message.log.filter.people}</span>
      {found.map(({ type, id, name }) => (
        <Chip key={id} onPress={() => onResource(`${type}/${id}`)}>
          <Icon name={type === "User" ? "user" : "group"} className="size-3.5 text-muted" />
          {name}
        </Chip>
      ))}
    </div>
  )
}
