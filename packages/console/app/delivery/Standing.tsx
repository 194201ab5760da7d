/** What somebody has to know of an endpoint before all else: that it fails and what to do, or that it gave something up. */
import type { ReactNode } from "react"
import type { Kind, State } from "../api/delivery.ts"
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
  const { answer, state: became } = useFailure(kind, tenant, id) ?? {}
  const words = message.delivery
  const isGone = state === "disabled" && answer !== undefined && adviceOf(answer) === "gone"
  if (state === "failing" || isGone) {
    return (
      <Note tone="bad" icon="warning" title={isGone ? words.states.disabled : words.failing.title}>
        <Advice answer={answer} />
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
  if (dead > 0) {
    return (
      <Note tone="warn" icon="warning" title={words.failing.dead(dead)}>
        <p>{words.failing.deadAbout}</p>
        {became === "dead" ? <Advice answer={answer} /> : null}
        <Button icon="rotate" className="mt-3" onClick={onSendAgain}>
          {words.failing.sendAgain}
        </Button>
      </Note>
    )
  }
  return became === "pending" ? (
    <Note tone="warn" icon="warning" title={words.failing.some}>
      <Advice answer={answer} />
    </Note>
  ) : null
}

/** What to do by what it answered, and the answer itself. */
const Advice = ({ answer }: { readonly answer: string | undefined }) =>
  answer === undefined ? null : (
    <>
      <p>{message.delivery.advice[adviceOf(answer)]}</p>
      <p className="mt-2 break-words">
        {message.delivery.failing.answered} <code className="font-mono text-[0.8125rem]">{answer}</code>
      </p>
    </>
  )

const tones = {
  bad: "bg-bad-tint text-bad",
  warn: "bg-warn-tint text-warn",
  calm: "bg-sunken text-muted"
} as const

interface NoteProps {
  readonly tone: keyof typeof tones
  readonly icon: IconName
  readonly title: string
  readonly children: ReactNode
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
