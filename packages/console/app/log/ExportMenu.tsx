/** Takes away what the filter shows, as a file that the browser loads by itself. */
import { logAddress } from "../api/log.ts"
import { message } from "../messages.ts"
import { buttonClass } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuHeading, MenuItem } from "../parts/Menu.tsx"
import * as LogFilter from "./LogFilter.ts"

export interface ExportMenuProps {
  readonly tenant: string
  readonly filter: LogFilter.LogFilter
}

export const ExportMenu = ({ tenant, filter }: ExportMenuProps) => {
  const take = (format: "csv" | "json") => {
    const link = document.createElement("a")
    link.href = logAddress(tenant, "export", { format, ...LogFilter.chosen(filter, Date.now()) })
    link.download = ""
    link.click()
  }
  return (
    <Menu
      button={
        <>
          <Icon name="download" />
          {message.log.export.label}
          <Icon name="chevron" />
        </>
      }
      buttonClass={buttonClass()}
      side="right"
    >
      <MenuHeading>{message.log.export.heading}</MenuHeading>
      <MenuItem icon="table" onSelect={() => take("csv")}>
        {message.log.export.csv}
      </MenuItem>
      <MenuItem icon="list" onSelect={() => take("json")}>
        {message.log.export.json}
      </MenuItem>
    </Menu>
  )
}
