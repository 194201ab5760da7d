/**
 * A list as long as it likes: pages come as one scrolls, and only the rows that can be seen are there. The first column
 * leads to what the row is about, and arrow keys go from one row to the next.
 */
import { Link } from "@tanstack/react-router"
import { useWindowVirtualizer } from "@tanstack/react-virtual"
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react"
import { message } from "../messages.ts"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { type Order, turned } from "./asking.ts"
import type { Loaded } from "./useLoaded.ts"
import { useStretch } from "./useStretch.ts"
import { walk } from "./walk.ts"

export interface Column<A> {
  readonly name: string
  readonly title: string
  /** How wide it is, as a track of a grid. */
  readonly width: string
  /** The attribute by which the list can be sorted here. */
  readonly sortBy?: string
  /** Whether it is there however narrow the screen is. */
  readonly always?: boolean
  readonly right?: boolean
  readonly cell: (row: A) => ReactNode
}

export interface TableProps<A> {
  readonly label: string
  readonly loaded: Loaded<A>
  readonly columns: ReadonlyArray<Column<A>>
  /** Where a row leads to; absent of rows that lead nowhere. */
  readonly to?: (row: A) => string
  readonly order?: Order | undefined
  readonly onOrder?: (order: Order | undefined) => void
  /** What it says below the last row. */
  readonly end: (count: number) => string
}

const rowHeight = 56

/** So many rows before the end the next page is asked for. */
const ahead = 30

const placeholders = [1, 2, 3, 4, 5, 6, 7, 8]

/* biome-ignore-start lint/a11y/useSemanticElements: browsers forget what a table is whose rows are placed by a style. */
/* biome-ignore-start lint/a11y/useFocusableInteractive: the links and buttons in it have the focus. */

export const Table = <A extends { readonly id: string }>(props: TableProps<A>) => {
  const { label, loaded, columns, order, onOrder, end } = props
  const { error, hasMore, isPending, retry, rows } = loaded
  return (
    <div className="rounded-card border border-line bg-surface shadow-card">
      <div
        role="table"
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-busy={isPending}
        style={tracks(columns)}
      >
        <div role="rowgroup" className="sticky top-14 z-[5] lg:top-0">
          <div
            role="row"
            aria-rowindex={1}
            className={`${line} h-10 rounded-t-card border-b border-line bg-surface text-xs text-muted`}
          >
            {columns.map((column) => (
              <Head key={column.name} column={column} order={order} onOrder={onOrder} />
            ))}
          </div>
        </div>
        {isPending ? null : <Rows {...props} />}
      </div>
      {isPending ? <Placeholders /> : null}
      {hasMore && error === null ? <Placeholder /> : null}
      {error === null ? null : (
        <div className="border-t border-line p-3">
          <ErrorNote error={error} onRetry={retry} />
        </div>
      )}
      {hasMore || isPending ? null : (
        <p role="status" className="border-t border-line px-5 py-3 text-xs text-muted">
          {end(rows.length)}
        </p>
      )}
    </div>
  )
}

/** Narrow screens have the columns that are always there; the others come in where there is room. */
const line = "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 md:grid-cols-(--tracks) md:px-5"

const tracks = (columns: ReadonlyArray<{ readonly width: string }>): CSSProperties =>
  ({ "--tracks": columns.map(({ width }) => width).join(" ") }) as CSSProperties

const placeOf = <A,>({ always = false, right = false }: Column<A>): string =>
  `${always ? "" : "hidden md:block"} min-w-0 ${right ? "text-right" : ""}`

interface HeadProps<A> {
  readonly column: Column<A>
  readonly order: Order | undefined
  readonly onOrder: ((order: Order | undefined) => void) | undefined
}

const Head = <A,>({ column, order, onOrder }: HeadProps<A>) => {
  const { sortBy, title } = column
  if (sortBy === undefined || onOrder === undefined) {
    return (
      <div role="columnheader" className={`${placeOf(column)} font-medium`}>
        {title}
      </div>
    )
  }
  const sorted = order?.by === sortBy ? (order.descending ? "descending" : "ascending") : "none"
  return (
    <div role="columnheader" aria-sort={sorted} className={placeOf(column)}>
      <button
        type="button"
        onClick={() => onOrder(turned(order, sortBy))}
        className={`group -mx-1.5 inline-flex h-7 max-w-full items-center gap-1 rounded-md px-1.5 font-medium transition-colors hover:bg-sunken hover:text-ink ${sorted === "none" ? "" : "text-ink"}`}
      >
        <span className="truncate">{title}</span>
        <Icon
          name="chevron"
          className={`size-3.5 transition ${sorted === "ascending" ? "rotate-180" : ""} ${sorted === "none" ? "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60" : ""}`}
        />
      </button>
    </div>
  )
}

const Rows = <A extends { readonly id: string }>({ loaded, columns, to }: TableProps<A>) => {
  const { rows, hasMore, error, isPlaceholder, loadMore } = loaded
  const body = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  // Whatever was rendered may have moved the list.
  useLayoutEffect(() => {
    if (body.current !== null) setTop(Math.round(body.current.getBoundingClientRect().top + scrollY))
  })
  const laid = useStretch(rows.length, rowHeight, (pixels) => scrollBy(0, pixels))
  const virtual = useWindowVirtualizer({
    count: laid.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
    useFlushSync: false
  })
  const seen = virtual.getVirtualItems()
  const firstSeen = seen[0]?.index ?? 0
  const lastSeen = seen.at(-1)?.index ?? 0
  useEffect(() => laid.see(firstSeen, lastSeen))
  useEffect(() => {
    if (hasMore && error === null && laid.from + lastSeen >= rows.length - ahead) loadMore()
  }, [hasMore, error, laid.from, lastSeen, rows.length, loadMore])
  return (
    <div
      ref={body}
      role="rowgroup"
      onKeyDown={(event) => walk(event, rows.length, (index) => laid.show(index, virtual))}
      style={{ height: virtual.getTotalSize() }}
      className={`relative transition-opacity ${isPlaceholder ? "opacity-50" : ""}`}
    >
      {seen.map(({ index: place, start }) => {
        const index = laid.from + place
        const row = rows[index]
        if (row === undefined) return null
        return (
          <div
            key={row.id}
            role="row"
            aria-rowindex={index + 2}
            style={{ height: rowHeight, transform: `translateY(${start - top}px)` }}
            className={`${line} absolute inset-x-0 top-0 border-line not-last:border-b ${to === undefined ? "" : "transition-colors focus-within:bg-sunken hover:bg-sunken"}`}
          >
            {columns.map((column, at) => (
              <div key={column.name} role="cell" className={placeOf(column)}>
                {at === 0 && to !== undefined ? (
                  <Link
                    to={to(row)}
                    data-row={index}
                    className="block min-w-0 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
                  >
                    {column.cell(row)}
                  </Link>
                ) : (
                  column.cell(row)
                )}
              </div>
            ))}
          </div>
        )
      })}
    </div>
  )
}

/* biome-ignore-end lint/a11y/useFocusableInteractive: the links and buttons in it have the focus. */
/* biome-ignore-end lint/a11y/useSemanticElements: browsers forget what a table is whose rows are placed by a style. */

const Placeholder = () => (
  <div aria-hidden="true" className="flex h-14 animate-pulse items-center gap-3 border-line px-5 not-last:border-b">
    <div className="size-8 rounded-full bg-sunken" />
    <div className="flex grow flex-col gap-2">
      <div className="h-2.5 w-2/5 rounded bg-sunken" />
      <div className="h-2.5 w-1/4 rounded bg-sunken" />
    </div>
  </div>
)

const Placeholders = () => (
  <div>
    <span role="status" className="sr-only">
      {message.loading}
    </span>
    {placeholders.map((each) => (
      <Placeholder key={each} />
    ))}
  </div>
)
