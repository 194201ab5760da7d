/** Every request of a tenant's identity providers, as they come. The filter and the opened line are in the address. */
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useCallback } from "react"
import { ExportMenu } from "../log/ExportMenu.tsx"
import { FilterBar } from "../log/FilterBar.tsx"
import * as LogFilter from "../log/LogFilter.ts"
import { LogView } from "../log/LogView.tsx"
import { message } from "../messages.ts"
import { Page } from "../parts/Page.tsx"
import { useTenant } from "../shell/useTenant.ts"

export default function LogPage() {
  const tenant = useTenant()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filter = LogFilter.read(search)
  const entry = typeof search.entry === "number" ? search.entry : undefined
  const go = useCallback(
    (next: Readonly<Record<string, unknown>>) =>
      void navigate({ to: ".", search: next as never, replace: true, resetScroll: false }),
    [navigate]
  )
  return (
    <Page
      wide
      title={message.log.title}
      about={message.log.about}
      actions={<ExportMenu tenant={tenant} filter={filter} />}
    >
      <FilterBar tenant={tenant} filter={filter} onChange={(next) => go({ ...next })} />
      <LogView
        key={`${tenant} ${JSON.stringify(filter)}`}
        tenant={tenant}
        filter={filter}
        entry={entry}
        onEntry={(id) => go({ ...filter, ...(id === undefined ? {} : { entry: id }) })}
        onClear={() => go({})}
        onResource={(resource) => go({ resource })}
      />
    </Page>
  )
}
