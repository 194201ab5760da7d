/** How the chosen identity provider is set up, with this tenant's own values in every step. */
import { place } from "../api/place.ts"
import { type Guide, guideOf, type Value } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { CopyField } from "../parts/Copy.tsx"
import { Icon } from "../parts/Icon.tsx"
import { ProviderField } from "./ProviderField.tsx"

export interface GuideCardProps {
  readonly provider: string
  readonly onProvider: (provider: string) => void
  /** The text of a token that was just made. */
  readonly token: string | undefined
  readonly onGenerate: () => void
}

export const GuideCard = ({ provider, onProvider, token, onGenerate }: GuideCardProps) => {
  const guide = guideOf(provider)
  return (
    <Card title={message.scim.guide.title} about={message.scim.guide.about}>
      <div className="flex flex-col gap-6">
        <div className="max-w-xs">
          <ProviderField value={provider} onChange={onProvider} />
        </div>
        {guide === undefined ? null : (
          <>
            {guide.notice === undefined ? null : (
              <p className="flex items-start gap-3 rounded-lg bg-warn-tint px-4 py-3 text-warn">
                <Icon name="info" className="mt-0.5 size-4" />
                <span>{guide.notice}</span>
              </p>
            )}
            <Steps guide={guide} token={token} onGenerate={onGenerate} />
            <Mapping guide={guide} />
            <Pitfalls guide={guide} />
          </>
        )}
      </div>
    </Card>
  )
}

type StepsProps = Pick<GuideCardProps, "token" | "onGenerate"> & { readonly guide: Guide }

const Steps = ({ guide, token, onGenerate }: StepsProps) => (
  <ol aria-label={message.scim.guide.steps} className="flex flex-col">
    {guide.steps.map(({ title, text, values = [] }, index) => (
      <li key={title} className="group flex gap-4">
        <div aria-hidden="true" className="flex flex-col items-center">
          <span className="flex size-7 items-center justify-center rounded-full border border-line bg-surface text-[0.8125rem] font-semibold text-accent">
            {index + 1}
          </span>
          <span className="w-px grow bg-line group-last:hidden" />
        </div>
        <div className="flex min-w-0 grow flex-col gap-3 pt-0.5 pb-6 group-last:pb-0">
          <div>
            <h3 className="font-medium">{title}</h3>
            <p className="max-w-prose text-muted">{text}</p>
          </div>
          {values.map((value) => (
            <Shown key={value.label} value={value} token={token} onGenerate={onGenerate} />
          ))}
        </div>
      </li>
    ))}
  </ol>
)

type ShownProps = Pick<GuideCardProps, "token" | "onGenerate"> & { readonly value: Value }

/** Beside the name that a field has there, what belongs into it. */
const Shown = ({ value: { label, value }, token, onGenerate }: ShownProps) => {
  const text = value.replaceAll("{endpoint}", place.scim).replaceAll("{token}", token ?? "{token}")
  return (
    <div className="grid gap-1 sm:grid-cols-[11rem_minmax(0,1fr)] sm:items-center sm:gap-3">
      <span className="text-[0.8125rem] font-medium text-muted">{label}</span>
      {text.includes("{token}") ? (
        <p className="flex flex-wrap items-center gap-x-2 rounded-lg border border-dashed border-line px-3 py-2 text-muted">
          {message.scim.guide.tokenPlaceholder}
          <button type="button" onClick={onGenerate} className="font-medium text-accent hover:underline">
            {message.scim.guide.generateFirst}
          </button>
        </p>
      ) : (
        <CopyField label={label} value={text} />
      )}
    </div>
  )
}

const Mapping = ({ guide }: { readonly guide: Guide }) => (
  <section className="flex flex-col gap-3">
    <div>
      <h3 className="font-medium">{message.scim.guide.mapping}</h3>
      <p className="text-muted">{message.scim.guide.mappingAbout}</p>
    </div>
    <section
      aria-label={message.scim.guide.mapping}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line"
    >
      <table className="w-full text-left">
        <thead className="bg-sunken text-[0.8125rem] text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 font-medium">
              {guide.short}
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              {message.scim.guide.to}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line font-mono text-[0.8125rem]">
          {guide.mapping.map(([from, to]) => (
            <tr key={to}>
              <td className="px-3 py-2 whitespace-nowrap">{from}</td>
              <td className="px-3 py-2 whitespace-nowrap">{to}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </section>
)

const Pitfalls = ({ guide }: { readonly guide: Guide }) => (
  <section className="flex flex-col gap-2">
    <h3 className="font-medium">{message.scim.guide.pitfalls}</h3>
    <ul className="flex max-w-prose list-disc flex-col gap-1.5 pl-5 text-muted marker:text-edge">
      {guide.pitfalls.map((pitfall) => (
        <li key={pitfall}>{pitfall}</li>
      ))}
    </ul>
  </section>
)
