/** When a resource came and when it was changed last: the columns that every list of the directory has. */
import { message } from "../messages.ts"
import { Ago } from "./Cell.tsx"
import type { Column } from "./Table.tsx"

export interface Dated {
  readonly createdAt: string
  readonly lastModifiedAt: string
}

const titles = message.directory.column

export const timeColumns: ReadonlyArray<Column<Dated>> = [
  {
    name: "created",
    title: titles.created,
    width: "7rem",
    sortBy: "meta.created",
    cell: ({ createdAt }) => <Ago time={createdAt} />
  },
  {
    name: "changed",
    title: titles.changed,
    width: "7rem",
    sortBy: "meta.lastModified",
    cell: ({ lastModifiedAt }) => <Ago time={lastModifiedAt} />
  }
]
