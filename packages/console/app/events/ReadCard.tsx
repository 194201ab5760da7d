/** How an application gets events by itself: what to ask for, with this tenant's own address. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { readAddress } from "../api/events.ts"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { CopyField } from "../parts/Copy.tsx"

const words = message.events.read

const header = '-H "Authorization: Bearer $ROLLCALL_KEY"'

export const ReadCard = ({ tenant }: { readonly tenant: string }) => {
  const address = readAddress(tenant)
  const examples = [
    [words.curl, `curl -s ${header} "${address}?after=0"`],
    [words.stream, `curl -sN ${header} "${address}/stream?after=0"`]
  ] as const
  return (
    <Card title={words.title} about={words.about}>
      <div className="flex flex-col gap-4">
        {examples.map(([label, text]) => (
          <div key={label} className="flex flex-col gap-1.5">
            <h3 className="font-medium">{label}</h3>
            <CopyField label={label} value={text} />
          </div>
        ))}
        <p className="flex flex-wrap gap-x-1.5 text-muted">
          {words.key}
          <Link to="/account" className="text-accent underline underline-offset-2">
            {words.keys}
          </Link>
          <span aria-hidden="true">·</span>
          {words.push}
          <Link to={tenantPath(tenant, "webhooks")} className="text-accent underline underline-offset-2">
            {words.webhooks}
          </Link>
        </p>
      </div>
    </Card>
  )
}
