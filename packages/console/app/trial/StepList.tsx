/** What an identity provider has to do, in its order, each with what it did as evidence. */
import type { Entry } from "../api/log.ts"
import type { StreamState } from "../api/useEventSource.ts"
import { useSubject } from "../log/useSubject.ts"
import { message } from "../messages.ts"
import { Card } from "../parts/Card.tsx"
import { Icon } from "../parts/Icon.tsx"
import { When } from "../parts/When.tsx"
import * as Trial from "./Trial.ts"

export interface StepListProps {
  readonly tenant: string
  readonly found: ReturnType<typeof Trial.evidence>
  readonly stream: StreamState
  readonly from: string
  /** Whether some of it was shown by an identity provider that was played. */
  readonly played: boolean
  readonly onOpen: (id: Entry["id"]) => void
}

export const StepList = ({ tenant, found, stream, from, played, onOpen }: StepListProps) => {
  const count = Object.keys(found).length
  const isLive = stream === "live"
  const next = Trial.steps.find((step) => found[step] === undefined)
  return (
    <Card
      title={message.trial.done(count, Trial.steps.length)}
      about={
        next === undefined ? (played ? message.trial.allPlayed : message.trial.allDone) : message.trial.since(from)
      }
      actions={
        <p
          role="status"
          className={`inline-flex items-center gap-2 rounded-full px-3 py-1 text-xs font-medium ${isLive ? "bg-good-tint text-good" : "bg-sunken text-muted"}`}
        >
          <span aria-hidden="true" className="relative flex size-2">
            {isLive ? <span className="absolute inset-0 animate-ping rounded-full bg-good opacity-60" /> : null}
            <span className="relative size-2 rounded-full bg-current" />
          </span>
          {message.trial.stream[stream]}
        </p>
      }
      flush
    >
      <progress value={count} max={Trial.steps.length} className="sr-only" aria-label={message.trial.title} />
      <ol className="divide-y divide-line">
        {Trial.steps.map((step, index) => (
          <li key={step} className={`flex gap-4 px-5 py-4 ${step === next ? "bg-tint/50" : ""}`}>
            <Mark number={index + 1} done={found[step] !== undefined} next={step === next} />
            <div className="min-w-0 grow">
              <h3 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
                {message.trial.steps[step].title}
                {step === next ? (
                  <span className="rounded-full bg-solid px-2 py-0.5 text-xs font-medium text-white">
                    {message.trial.next}
                  </span>
                ) : null}
              </h3>
              {found[step] === undefined ? (
                <p className="mt-0.5 text-muted">{message.trial.steps[step].how}</p>
              ) : (
                <Proof tenant={tenant} evidence={found[step]} onOpen={onOpen} />
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

const Mark = ({ number, done, next }: { readonly number: number; readonly done: boolean; readonly next: boolean }) =>
  done ? (
    <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-good-tint text-good">
      <Icon name="check" />
      <span className="sr-only">{message.trial.seen}</span>
    </span>
  ) : (
    <span
      className={`flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium ${next ? "border-accent text-accent" : "border-line text-muted"}`}
    >
      <span aria-hidden="true">{number}</span>
      <span className="sr-only">{message.trial.waiting}</span>
    </span>
  )

interface ProofProps {
  readonly tenant: string
  readonly evidence: Trial.Evidence
  readonly onOpen: (id: Entry["id"]) => void
}

const Proof = ({ tenant, evidence: { attributes, entry, members, resource, time }, onOpen }: ProofProps) => {
  const name = useSubject(tenant, resource)
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted [&>*+*+*]:before:mr-2 [&>*+*+*]:before:text-edge [&>*+*+*]:before:content-['·']">
      {entry === undefined ? null : (
        <button
          type="button"
          onClick={() => onOpen(entry.id)}
          title={message.trial.evidence.open}
          className="max-w-full truncate rounded bg-sunken px-1.5 py-0.5 font-mono text-ink underline decoration-line underline-offset-2 hover:decoration-ink"
        >
          {`${entry.method} ${entry.status}`}
        </button>
      )}
      {resource === undefined ? null : <span className="break-all font-medium text-ink">{name ?? resource}</span>}
      {members === undefined ? null : <span>{message.trial.evidence.members(members)}</span>}
      {members !== undefined || attributes === undefined || attributes.length === 0 ? null : (
        <span className="break-words">{message.trial.evidence.attributes(attributes.join(", "))}</span>
      )}
      {entry?.tokenName === undefined ? null : <span>{entry.tokenName}</span>}
      <When time={time} />
    </div>
  )
}
