/** The body of a request or an answer, set out where it is JSON; one that was cut is shown as it is. */
import { message } from "../messages.ts"
import { CopyButton } from "../parts/Copy.tsx"

export const Body = ({ title, text }: { readonly title: string; readonly text: string | undefined }) =>
  text === undefined ? null : (
    <div>
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <h3 className="font-semibold">{title}</h3>
        <CopyButton value={text} label={title} />
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keys.
        tabIndex={0}
        aria-label={message.log.entry.bodyOf(title)}
        className="max-h-96 overflow-auto rounded-lg border border-line bg-sunken p-3.5"
      >
        <pre className="font-mono text-[0.8125rem] leading-relaxed">{laidOut(text)}</pre>
      </section>
    </div>
  )

export const laidOut = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
