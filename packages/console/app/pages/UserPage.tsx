/** One user: what is known, which groups they are in, what has happened to them, and what can be done about it. */
import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useState } from "react"
import { userQuery } from "../api/directory.ts"
import { ActivityButton } from "../directory/ActivityButton.tsx"
import { AttributesCard } from "../directory/AttributesCard.tsx"
import { Face } from "../directory/Face.tsx"
import { FactsCard } from "../directory/FactsCard.tsx"
import { HistoryCard } from "../directory/HistoryCard.tsx"
import { MembershipsCard } from "../directory/MembershipsCard.tsx"
import { ResourcePage } from "../directory/ResourcePage.tsx"
import { Status } from "../directory/Status.tsx"
import { message } from "../messages.ts"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { useTenant } from "../shell/useTenant.ts"

export default function UserPage() {
  const tenant = useTenant()
  const { id = "" } = useParams({ strict: false }) as { readonly id?: string }
  const { data: user, error, refetch } = useQuery(userQuery(tenant, id))
  const [refused, setRefused] = useState<Error | null>(null)
  const name = user === undefined ? undefined : (user.displayName ?? user.userName ?? message.directory.noName)
  return (
    <ResourcePage
      key={id}
      kind="users"
      id={id}
      name={name}
      sign={<Face name={name ?? ""} large />}
      about={
        user === undefined ? null : (
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="min-w-0 break-words">{user.userName}</span>
            <Status active={user.active} />
          </span>
        )
      }
      actions={
        user === undefined || name === undefined ? null : (
          <ActivityButton user={user} name={name} onError={setRefused} />
        )
      }
      error={error}
      onRetry={() => refetch()}
      side={
        user === undefined ? null : (
          <>
            <FactsCard of={user} />
            <MembershipsCard id={id} />
          </>
        )
      }
    >
      {user === undefined ? null : (
        <>
          {refused === null ? null : <ErrorNote error={refused} />}
          <AttributesCard type="User" resource={user.resource} />
          <HistoryCard kind="users" id={id} />
        </>
      )}
    </ResourcePage>
  )
}
