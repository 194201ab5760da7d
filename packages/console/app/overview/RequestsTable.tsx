/** The numbers behind the chart, newest first, each with the way to its requests. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import type { Grain, Span } from "../api/overview.ts"
import { message } from "../messages.ts"
import { count } from "./numbers.ts"
import { name, search } from "./spans.ts"

export interface RequestsTableProps {
  readonly tenant: string
  readonly requests: ReadonlyArray<Span>
  readonly by: Grain
}

export const RequestsTable = ({ tenant, requests, by }: RequestsTableProps) => {
  const words = message.overview.chart
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keys.
    <section aria-label={words.title} tabIndex={0} className="h-60 overflow-y-auto rounded-lg border border-line">
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="sticky top-0 bg-sunken text-muted">
          <tr>
            <th scope="col" className="px-4 py-2 font-medium">
              {words.time}
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {words.all}
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {words.failed}
            </th>
          </tr>
        </thead>
        <tbody>
          {requests.toReversed().map((span) => (
            <tr key={span.from} className="border-t border-line">
              <th scope="row" className="px-4 py-1.5 font-normal">
                {span.requests === 0 ? (
                  name(span, by)
                ) : (
                  <Link
                    to={tenantPath(tenant, "log")}
                    search={search(span) as never}
                    className="underline decoration-line underline-offset-2 hover:decoration-ink"
                  >
                    {name(span, by)}
                  </Link>
                )}
              </th>
              <td className="px-4 py-1.5 text-right">{count(span.requests)}</td>
              <td className={`px-4 py-1.5 text-right ${span.failed === 0 ? "text-muted" : "font-medium text-bad"}`}>
                {count(span.failed)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
