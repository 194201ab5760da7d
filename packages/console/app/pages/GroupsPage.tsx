/** All groups of a tenant, each with how many are in it. */
import { keepPreviousData } from "@tanstack/react-query"
import { useMemo } from "react"
import { type GroupRow, groupsQuery } from "../api/directory.ts"
import { asking } from "../directory/asking.ts"
import { Cut } from "../directory/Cell.tsx"
import { Sign } from "../directory/Face.tsx"
import { ResourceList } from "../directory/ResourceList.tsx"
import type { Column } from "../directory/Table.tsx"
import { timeColumns } from "../directory/timeColumns.tsx"
import { useListSearch } from "../directory/useListSearch.ts"
import { useLoaded } from "../directory/useLoaded.ts"
import { weekAgo } from "../directory/weekAgo.ts"
import { message } from "../messages.ts"
import { useTenant } from "../shell/useTenant.ts"

const titles = message.directory.column

const columns: ReadonlyArray<Column<GroupRow>> = [
  {
    name: "name",
    title: titles.name,
    width: "minmax(11rem, 3fr)",
    sortBy: "displayName",
    always: true,
    cell: ({ displayName }) => (
      <span className="flex items-center gap-3">
        <Sign icon="group" />
        <span className="min-w-0 truncate font-medium">{displayName ?? message.directory.noName}</span>
      </span>
    )
  },
  {
    name: "externalId",
    title: titles.externalId,
    width: "minmax(7rem, 2fr)",
    cell: ({ externalId }) => <Cut>{externalId}</Cut>
  },
  ...timeColumns,
  {
    name: "members",
    title: titles.members,
    width: "5rem",
    always: true,
    right: true,
    cell: ({ memberCount }) => <span className="tabular-nums">{memberCount.toLocaleString("en")}</span>
  }
]

export default function GroupsPage() {
  const tenant = useTenant()
  const search = useListSearch()
  const loaded = useLoaded<GroupRow>({
    ...groupsQuery(tenant, asking(search.q, search.order)),
    placeholderData: keepPreviousData
  })
  const { recent, unlinked } = message.directory.groups.examples
  const examples = useMemo(
    () => [
      { title: recent, typed: `meta.lastModified gt "${weekAgo()}"` },
      { title: unlinked, typed: "not (externalId pr)" }
    ],
    [recent, unlinked]
  )
  return (
    <ResourceList
      kind="groups"
      loaded={loaded}
      search={search}
      columns={columns}
      usual={["externalId", "changed"]}
      examples={examples}
    />
  )
}
