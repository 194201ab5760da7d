/** The page of all users, or of all groups: found, sorted, and as many as there are. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { ApiError } from "../api/ApiError.ts"
import type { Kind } from "../api/directory.ts"
import { message } from "../messages.ts"
import { Button, buttonClass, IconButton } from "../parts/Button.tsx"
import { Empty } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuItem } from "../parts/Menu.tsx"
import { Page } from "../parts/Page.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { isFilter } from "./asking.ts"
import { type Example, SearchBox } from "./SearchBox.tsx"
import { type Column, Table } from "./Table.tsx"
import { useColumns } from "./useColumns.ts"
import type { ListSearch } from "./useListSearch.ts"
import type { Loaded } from "./useLoaded.ts"

export interface ResourceListProps<A> {
  readonly kind: Kind
  readonly loaded: Loaded<A>
  readonly search: ListSearch
  readonly columns: ReadonlyArray<Column<A>>
  /** The names of the columns that are there until somebody chooses others. */
  readonly usual: ReadonlyArray<string>
  readonly examples: ReadonlyArray<Example>
}

export const ResourceList = <A extends { readonly id: string }>(props: ResourceListProps<A>) => {
  const { kind, loaded, search, columns, usual } = props
  const tenant = useTenant()
  const words = message.directory[kind]
  const { shown, toggle } = useColumns(kind, usual)
  const isEmpty = !loaded.isPending && loaded.error === null && loaded.rows.length === 0
  const isNew = isEmpty && search.q === "" && search.typed === ""
  return (
    <Page
      title={words.title}
      about={words.about}
      actions={
        <Link to={tenantPath(tenant, `${kind}/deleted`)} className={buttonClass("plain")}>
          <Icon name="trash" />
          {message.directory.deleted}
        </Link>
      }
    >
      {isNew ? (
        <Nothing kind={kind} />
      ) : (
        <>
          <Toolbar {...props} shown={shown} onToggle={toggle} />
          {loaded.error !== null && loaded.rows.length === 0 ? (
            <ErrorNote error={loaded.error} {...(isRefused(loaded.error) ? {} : { onRetry: loaded.retry })} />
          ) : isEmpty ? (
            <NotFound search={search} example={words.example} />
          ) : (
            <Table
              label={words.title}
              loaded={loaded}
              columns={columns.filter(({ name, always = false }) => always || shown.includes(name))}
              to={({ id }) => tenantPath(tenant, `${kind}/${encodeURIComponent(id)}`)}
              order={search.order}
              onOrder={search.setOrder}
              end={words.end}
            />
          )}
        </>
      )}
    </Page>
  )
}

interface ToolbarProps<A> extends Omit<ResourceListProps<A>, "usual"> {
  readonly shown: ReadonlyArray<string>
  readonly onToggle: (column: string) => void
}

const Toolbar = <A,>({ kind, loaded, search, columns, examples, shown, onToggle }: ToolbarProps<A>) => (
  <div className="flex flex-wrap items-start gap-2">
    <SearchBox
      label={message.directory[kind].search}
      placeholder={message.directory[kind].placeholder}
      typed={search.typed}
      onTyped={search.setTyped}
      examples={examples}
    />
    <div className="flex items-center gap-2">
      <span className="hidden md:inline-flex">
        <Menu
          button={
            <>
              <Icon name="columns" />
              {message.directory.columns}
            </>
          }
          buttonClass={buttonClass("plain")}
          side="right"
        >
          {columns
            .filter(({ always = false }) => !always)
            .map(({ name, title }) => (
              <MenuItem key={name} checked={shown.includes(name)} onSelect={() => onToggle(name)}>
                {title}
              </MenuItem>
            ))}
        </Menu>
      </span>
      <IconButton
        icon="rotate"
        label={message.directory.refresh}
        onClick={loaded.refresh}
        className="!size-9 border border-line bg-surface shadow-card"
      />
    </div>
  </div>
)

/** Whether the same again would be refused again: a filter that is none. */
const isRefused = (error: Error): boolean => error instanceof ApiError && error.kind === "Invalid"

const framed = "overflow-clip rounded-card border border-line bg-surface shadow-card"

/** Nobody has come yet. */
const Nothing = ({ kind }: { readonly kind: Kind }) => {
  const tenant = useTenant()
  const words = message.directory[kind]
  return (
    <div className={framed}>
      <Empty
        icon={kind === "users" ? "user" : "group"}
        title={words.none}
        action={
          <Link to={tenantPath(tenant, "scim")} className={buttonClass("main")}>
            <Icon name="plug" />
            {message.directory.connect}
          </Link>
        }
      >
        {words.noneAbout}
      </Empty>
    </div>
  )
}

/** Nobody is like that. */
const NotFound = ({ search, example }: { readonly search: ListSearch; readonly example: string }) => (
  <div className={framed}>
    <Empty
      icon="search"
      title={message.directory.nothingFound}
      action={<Button onClick={() => search.setTyped("")}>{message.directory.showAll}</Button>}
    >
      {isFilter(search.q) ? (
        message.directory.nothingFiltered
      ) : (
        <>
          {message.directory.nothingSearched} <code className="font-mono whitespace-nowrap text-ink">{example}</code>
        </>
      )}
    </Empty>
  </div>
)
