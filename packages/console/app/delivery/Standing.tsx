/** What somebody has to know of an endpoint before all else: that it fails and what to do, or that it gave something up. */
import { useQuery } from "@tanstack/react-query"
import { type Kind, lastDeliveryQuery, type State } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Icon, type IconName } from "../parts/Icon.tsx"
import { adviceOf } from "./advice.ts"
import { useFailure } from "./useFailure.ts"

export interface StandingProps {
  readonly kind: Kind
  readonly tenant: string
  readonly endpoint: {
    readonly id: string
    readonly state: State
    readonly pending: number
    readonly dead: number
  }
  readonly onSendAgain: () => void
}

export const Standing = ({ kind, tenant, endpoint: { id, state, pending, dead }, onSendAgain }: StandingProps) => {
  const answer = useFailure(kind, tenant, id)
  const { data: last } = useQuery(lastDeliveryQuery(kind, tenant, id))
  const words = message.delivery
  const isGone = state === "disabled" && answer !== undefined && adviceOf(answer) === "gone"
  if (state === "failing" || isGone) {
    return (
      <Note tone="bad" icon="warning" title={isGone ? words.states.disabled : words.failing.title}>
        {answer === undefined ? null : (
          <>
            <p>{words.advice[adviceOf(answer)]}</p>
            <p className="mt-2 break-words">
              {words.failing.answered} <code className="font-mono text-[0.8125rem]">{answer}</code>
            </p>
          </>
        )}
        <p className="mt-2">{words.failing.waits(pending)}</p>
      </Note>
    )
  }
  if (state === "disabled") {
    return (
      <Note tone="calm" icon="pause" title={words.states.disabled}>
        <p>{pending === 0 ? words.paused : `${words.paused} ${words.waiting(pending)}.`}</p>
      </Note>
    )
  }
  if (dead === 0) return null
  return (
    <Note tone="warn" icon="warning" title={words.failing.dead(dead)}>
      <p>{words.failing.deadAbout}</p>
      {answer === undefined || last?.state === "delivered" ? null : (
        <p className="mt-1">{words.advice[adviceOf(answer)]}</p>
      )}
      <Button icon="rotate" className="mt-3" onClick={onSendAgain}>
        {words.failing.sendAgain}
      </Button>
    </Note>
  )
}

const tones = {
  bad: "bg-bad-tint text-bad",
  warn: "bg-warn-tint text-warn",
  calm: "bg-sunken text-muted"
} as const

interface NoteProps {
  readonly tone: keyof typeof tones
  readonly icon: IconName
  readonly title: string
  readonly children: React.ReactNode
}

const Note = ({ tone, icon, title, children }: NoteProps) => (
  <section className={`flex items-start gap-3.5 rounded-card px-5 py-4 ${tones[tone]}`}>
    <Icon name={icon} className="mt-0.5 size-4" />
    <div className="min-w-0">
      <h2 className="font-semibold">{title}</h2>
      <div className="mt-1 max-w-prose text-ink">{children}</div>
    </div>
  </section>
)
