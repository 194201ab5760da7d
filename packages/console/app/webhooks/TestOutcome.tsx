/** What an endpoint answered to the test event, and what to do where it did not take it. */
import type { Outcome } from "../api/delivery.ts"
import { adviceOf } from "../delivery/advice.ts"
import { message } from "../messages.ts"
import { IconButton } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"

const words = message.webhooks.test

export const TestOutcome = ({ outcome, onHide }: { readonly outcome: Outcome; readonly onHide: () => void }) => {
  const { answer, detail, ms, status } = outcome
  const isTaken = status !== undefined && status >= 200 && status < 300
  const said = answer ?? detail
  return (
    <section
      role="status"
      className={`flex items-start gap-3.5 rounded-card px-5 py-4 ${isTaken ? "bg-good-tint text-good" : "bg-bad-tint text-bad"}`}
    >
      <Icon name={isTaken ? "check" : "warning"} className="mt-0.5 size-4" />
      <div className="min-w-0 grow">
        <h2 className="font-semibold">
          {status === undefined ? words.unreached(ms) : isTaken ? words.taken(status, ms) : words.refused(status, ms)}
        </h2>
        <p className="mt-1 max-w-prose text-ink">
          {isTaken
            ? words.takenAbout
            : message.delivery.advice[adviceOf(status === undefined ? (detail ?? "") : `${status}`)]}
        </p>
        {said === undefined ? null : (
          <p className="mt-2 break-words text-ink">
            {message.delivery.failing.answered} <code className="font-mono text-[0.8125rem]">{said}</code>
          </p>
        )}
      </div>
      <IconButton icon="close" label={words.hide} onClick={onHide} className="-mt-1 -mr-2" />
    </section>
  )
}
