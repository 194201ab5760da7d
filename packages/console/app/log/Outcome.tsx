/** What a request that was tried would be answered: its status and what that means before the answer itself. */
import type { Answer } from "../api/call.ts"
import { isFailed } from "../api/log.ts"
import { message } from "../messages.ts"
import { Body } from "./Body.tsx"
import { Quirks } from "./Quirks.tsx"
import { Status } from "./Status.tsx"

export const Outcome = ({ outcome }: { readonly outcome: Answer<"dryRuns", "create"> }) => {
  const { body, explanation, notes } = outcome
  return (
    <section aria-label={message.log.again.outcome} className="flex flex-col gap-5 border-t border-line pt-5">
      <div className={`rounded-lg px-4 py-3.5 ${isFailed(outcome) ? "bg-bad-tint" : "bg-good-tint"}`}>
        <h3 className="flex items-center gap-2.5 font-semibold">
          <Status entry={outcome} />
          {message.log.again.outcome}
        </h3>
        <p className="mt-1.5 break-words">{explanation.happened}</p>
        <p className="mt-1.5 break-words">{explanation.remedy}</p>
      </div>
      {notes.length === 0 ? null : <Quirks notes={notes} />}
      {body === undefined ? (
        <p className="text-muted">{message.log.again.noAnswer}</p>
      ) : (
        <Body title={message.log.entry.response} text={JSON.stringify(body)} />
      )}
      <p className="text-[0.8125rem] text-muted">{message.log.again.undone}</p>
    </section>
  )
}
