/** One group: who is in it, what is known of it, and what has happened to it. */
import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { groupQuery } from "../api/directory.ts"
import { AttributesCard } from "../directory/AttributesCard.tsx"
import { Sign } from "../directory/Face.tsx"
import { FactsCard } from "../directory/FactsCard.tsx"
import { HistoryCard } from "../directory/HistoryCard.tsx"
import { MembersCard } from "../directory/MembersCard.tsx"
import { ResourcePage } from "../directory/ResourcePage.tsx"
import { message } from "../messages.ts"
import { useTenant } from "../shell/useTenant.ts"

export default function GroupPage() {
  const tenant = useTenant()
  const { id = "" } = useParams({ strict: false }) as { readonly id?: string }
  const { data: group, error, refetch } = useQuery(groupQuery(tenant, id))
  return (
    <ResourcePage
      key={id}
      kind="groups"
      id={id}
      name={group === undefined ? undefined : (group.displayName ?? message.directory.noName)}
      sign={<Sign icon="group" large />}
      about={group === undefined ? null : message.directory.members.about(group.memberCount)}
      error={error}
      onRetry={() => refetch()}
      side={group === undefined ? null : <FactsCard of={group} />}
    >
      {group === undefined ? null : (
        <>
          <MembersCard id={id} count={group.memberCount} />
          <AttributesCard type="Group" resource={group.resource} />
          <HistoryCard kind="groups" id={id} />
        </>
      )}
    </ResourcePage>
  )
}
