/** What changed, as applications are told it, newest first and as it comes. Filter and opened event are in the address. */
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useState } from "react"
import { EventBar } from "../events/EventBar.tsx"
import * as EventFilter from "../events/EventFilter.ts"
import { EventView } from "../events/EventView.tsx"
import { ReadCard } from "../events/ReadCard.tsx"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Page } from "../parts/Page.tsx"
import { useTenant } from "../shell/useTenant.ts"

export default function EventsPage() {
  const tenant = useTenant()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const [reading, setReading] = useState(false)
  const chosen = EventFilter.read(search)
  const filter = EventFilter.print(chosen)
  const go = (next: Readonly<Record<string, string>>) =>
    void navigate({ to: ".", search: next as never, replace: true, resetScroll: false })
  return (
    <Page
      wide
      title={message.events.title}
      about={message.events.about}
      actions={
        <Button icon="info" aria-expanded={reading} onClick={() => setReading(!reading)}>
          {message.events.read.title}
        </Button>
      }
    >
      {reading ? <ReadCard tenant={tenant} /> : null}
      <EventBar tenant={tenant} chosen={chosen} onChange={(next) => go(EventFilter.print(next))} />
      <EventView
        key={`${tenant} ${JSON.stringify(filter)}`}
        tenant={tenant}
        chosen={chosen}
        event={typeof search.event === "string" ? search.event : undefined}
        onEvent={(id) => go({ ...filter, ...(id === undefined ? {} : { event: id }) })}
        onChange={(next) => go(EventFilter.print(next))}
      />
    </Page>
  )
}
