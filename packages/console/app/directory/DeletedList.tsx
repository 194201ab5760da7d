/** Users or groups that were deleted and are kept, the latest first, each to be taken back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import { tenantPath } from "../addresses.ts"
import { call } from "../api/call.ts"
import { changed, type KeptRow, type Kind, keepsQuery, keptQuery } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Empty } from "../parts/Card.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Page } from "../parts/Page.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { Ago, Cut } from "./Cell.tsx"
import { Face, Sign } from "./Face.tsx"
import { type Column, Table } from "./Table.tsx"
import { useLoaded } from "./useLoaded.ts"

const nameOf = ({ displayName, userName }: KeptRow): string => displayName ?? userName ?? message.directory.noName

const columnsOf = (kind: Kind, onRestore: (row: KeptRow) => void): ReadonlyArray<Column<KeptRow>> => [
  {
    name: "name",
    title: message.directory.column.name,
    width: "minmax(11rem, 3fr)",
    always: true,
    cell: (row) => (
      <span className="flex items-center gap-3">
        {kind === "users" ? <Face name={nameOf(row)} /> : <Sign icon="group" />}
        <span className="min-w-0">
          <span className="block truncate font-medium">{nameOf(row)}</span>
          {row.userName === undefined || row.userName === nameOf(row) ? null : (
            <span className="block truncate text-xs text-muted">{row.userName}</span>
          )}
        </span>
      </span>
    )
  },
  {
    name: "externalId",
    title: message.directory.column.externalId,
    width: "minmax(7rem, 2fr)",
    cell: ({ externalId }) => <Cut>{externalId}</Cut>
  },
  {
    name: "deleted",
    title: message.directory.column.deleted,
    width: "7rem",
    cell: ({ removedAt }) => <Ago time={removedAt} />
  },
  {
    name: "restore",
    title: message.directory.restore.action,
    width: "7rem",
    always: true,
    right: true,
    cell: (row) => (
      <Button icon="undo" aria-label={message.directory.restore.named(nameOf(row))} onClick={() => onRestore(row)}>
        {message.directory.restore.action}
      </Button>
    )
  }
]

export const DeletedList = ({ kind }: { readonly kind: Kind }) => {
  const tenant = useTenant()
  const words = message.directory[kind]
  const { data: keeps } = useQuery(keepsQuery(tenant))
  const loaded = useLoaded<KeptRow>(keptQuery(kind, tenant))
  const [restoring, setRestoring] = useState<KeptRow>()
  const columns = useMemo(() => columnsOf(kind, setRestoring), [kind])
  return (
    <div>
      <div className="mx-auto -mb-6 w-full max-w-5xl px-4 pt-8 sm:-mb-7 sm:px-8 sm:pt-10">
        <Link
          to={tenantPath(tenant, kind)}
          className="inline-flex items-center gap-1.5 rounded-md font-medium text-muted transition-colors hover:text-ink"
        >
          <Icon name="arrow" className="size-3.5 rotate-180" />
          {words.title}
        </Link>
      </div>
      <Page title={words.kept} about={words.keptAbout}>
        {loaded.error !== null && loaded.rows.length === 0 ? (
          <ErrorNote error={loaded.error} onRetry={loaded.retry} />
        ) : !loaded.isPending && loaded.rows.length === 0 ? (
          <div className="overflow-clip rounded-card border border-line bg-surface shadow-card">
            <Empty icon="trash" title={words.noneKept}>
              {keeps === false ? message.directory.keepsNothing : words.noneKeptAbout}
            </Empty>
          </div>
        ) : (
          <Table label={words.kept} loaded={loaded} columns={columns} end={words.end} />
        )}
      </Page>
      {restoring === undefined ? null : <Restore kind={kind} row={restoring} onClose={() => setRestoring(undefined)} />}
    </div>
  )
}

interface RestoreProps {
  readonly kind: Kind
  readonly row: KeptRow
  readonly onClose: () => void
}

const Restore = ({ kind, row, onClose }: RestoreProps) => {
  const tenant = useTenant()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const restoring = useMutation({
    mutationFn: () => call("kept", "restore", { path: { tenant, type: kind, id: row.id } }),
    onSuccess: async ({ id }) => {
      await changed(queries, tenant)
      await navigate({ to: tenantPath(tenant, `${kind}/${encodeURIComponent(id)}`) })
    }
  })
  return (
    <Dialog
      title={message.directory.restore.title(nameOf(row))}
      about={message.directory[kind].restoreAbout}
      onClose={onClose}
    >
      {restoring.error === null ? null : <ErrorNote error={restoring.error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{message.cancel}</Button>
        <Button look="main" icon="undo" autoFocus busy={restoring.isPending} onClick={() => restoring.mutate()}>
          {message.directory.restore.action}
        </Button>
      </div>
    </Dialog>
  )
}
