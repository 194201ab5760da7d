/** What to do first in a tenant that nobody has come to yet. */
import { Link } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import type { Overview } from "../api/overview.ts"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { Icon } from "../parts/Icon.tsx"

export const StartCard = ({ tenant, overview }: { readonly tenant: string; readonly overview: Overview }) => {
  const words = message.overview.start
  const hasToken = overview.tokens.some(({ state }) => state === "valid")
  const isUsed = overview.tokens.some(({ lastUsedAt }) => lastUsedAt !== undefined)
  const steps = [
    { title: words.token, about: words.tokenAbout, page: "scim", done: hasToken },
    { title: words.guide, about: words.guideAbout, page: "scim", done: isUsed },
    { title: words.test, about: words.testAbout, page: "scim/test", done: false }
  ]
  return (
    <Card title={words.title} about={words.about} flush>
      <ol className="grid divide-line max-md:divide-y md:grid-cols-3 md:divide-x">
        {steps.map(({ title, about, page, done }, index) => (
          <li key={title}>
            <Link
              to={tenantPath(tenant, page)}
              className="flex h-full gap-3.5 px-5 py-4 transition-colors hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span
                className={`flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold ${done ? "bg-good-tint text-good" : "bg-tint text-accent"}`}
              >
                {done ? <Icon name="check" /> : <span aria-hidden="true">{index + 1}</span>}
              </span>
              <span>
                <span className="block font-medium">
                  {title}
                  {done ? <span className="sr-only"> ({words.done})</span> : null}
                </span>
                <span className="mt-0.5 block text-muted">{about}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
