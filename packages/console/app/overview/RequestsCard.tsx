/** Requests and errors over time: as a chart, or as the table behind it. */
import { useState } from "react"
import type { Grain, Span } from "../api/overview.ts"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { choicesOf, Segments } from "../parts/Segments.tsx"
import { RequestsChart } from "./RequestsChart.tsx"
import { RequestsTable } from "./RequestsTable.tsx"

export interface RequestsCardProps {
  readonly tenant: string
  readonly requests: ReadonlyArray<Span> | undefined
  readonly by: Grain
  readonly onBy: (by: Grain) => void
}

export const RequestsCard = ({ tenant, requests, by, onBy }: RequestsCardProps) => {
  const [view, setView] = useState<"chart" | "table">("chart")
  const words = message.overview.chart
  return (
    <Card
      title={words.title}
      about={words.about}
      actions={
        <div className="flex flex-wrap gap-2">
          <Segments label={words.grain} value={by} choices={choicesOf(words.grains)} onChange={onBy} />
          <Segments label={words.view} value={view} choices={choicesOf(words.views)} onChange={setView} />
        </div>
      }
    >
      {requests === undefined ? (
        <div aria-busy="true" className="h-60 animate-pulse rounded-lg bg-sunken" />
      ) : view === "chart" ? (
        <RequestsChart tenant={tenant} requests={requests} by={by} />
      ) : (
        <RequestsTable tenant={tenant} requests={requests} by={by} />
      )}
    </Card>
  )
}
