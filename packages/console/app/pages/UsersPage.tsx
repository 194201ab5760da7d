/** All users of a tenant. */
import { keepPreviousData } from "@tanstack/react-query"
import { useMemo } from "react"
import { type UserRow, usersQuery } from "../api/directory.ts"
import { asking } from "../directory/asking.ts"
import { Cut } from "../directory/Cell.tsx"
import { Face } from "../directory/Face.tsx"
import { ResourceList } from "../directory/ResourceList.tsx"
import { Status } from "../directory/Status.tsx"
import type { Column } from "../directory/Table.tsx"
import { timeColumns } from "../directory/timeColumns.tsx"
import { useListSearch } from "../directory/useListSearch.ts"
import { useLoaded } from "../directory/useLoaded.ts"
import { weekAgo } from "../directory/weekAgo.ts"
import { message } from "../messages.ts"
import { useTenant } from "../shell/useTenant.ts"

const titles = message.directory.column

const columns: ReadonlyArray<Column<UserRow>> = [
  {
    name: "name",
    title: titles.name,
    width: "minmax(11rem, 3fr)",
    sortBy: "displayName",
    always: true,
    cell: (user) => <Named user={user} />
  },
  {
    name: "userName",
    title: titles.userName,
    width: "minmax(7rem, 2fr)",
    sortBy: "userName",
    cell: ({ userName }) => <Cut>{userName}</Cut>
  },
  { name: "email", title: titles.email, width: "minmax(7rem, 2fr)", cell: ({ email }) => <Cut>{email}</Cut> },
  {
    name: "externalId",
    title: titles.externalId,
    width: "minmax(6rem, 1.5fr)",
    cell: ({ externalId }) => <Cut>{externalId}</Cut>
  },
  ...timeColumns,
  {
    name: "status",
    title: titles.status,
    width: "5.5rem",
    always: true,
    cell: ({ active }) => (
      <span className="flex">
        <Status active={active} />
      </span>
    )
  }
]

const Named = ({ user: { active, displayName, userName } }: { readonly user: UserRow }) => {
  const name = displayName ?? userName ?? message.directory.noName
  return (
    <span className={`flex items-center gap-3 ${active ? "" : "text-muted"}`}>
      <Face name={name} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{name}</span>
        {userName === undefined || userName === name ? null : (
          <span className="block truncate text-xs text-muted md:hidden">{userName}</span>
        )}
      </span>
    </span>
  )
}

export default function UsersPage() {
  const tenant = useTenant()
  const search = useListSearch()
  const loaded = useLoaded<UserRow>({
    ...usersQuery(tenant, asking(search.q, search.order)),
    placeholderData: keepPreviousData
  })
  const { inactive, recent, unlinked } = message.directory.users.examples
  const examples = useMemo(
    () => [
      { title: inactive, typed: "active eq false" },
      { title: recent, typed: `meta.lastModified gt "${weekAgo()}"` },
      { title: unlinked, typed: "not (externalId pr)" }
    ],
    [inactive, recent, unlinked]
  )
  return (
    <ResourceList
      kind="users"
      loaded={loaded}
      search={search}
      columns={columns}
      usual={["userName", "changed"]}
      examples={examples}
    />
  )
}
