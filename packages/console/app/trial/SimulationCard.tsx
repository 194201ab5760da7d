/** For whoever has no identity provider at hand: one is played, and each step of it is seen with its outcome. */
import { useEffect, useRef, useState } from "react"
import { type Happening, type Player, players } from "../api/simulation.ts"
import { guideOf } from "../guides/guides.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Card } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { SelectField } from "../parts/Field.tsx"
import { Icon } from "../parts/Icon.tsx"
import type { Simulation } from "./useSimulation.ts"

const nameOf = (player: Player): string => guideOf(player)?.name ?? player

export interface SimulationCardProps {
  readonly simulation: Simulation
  readonly onStart: (player: Player) => void
}

export const SimulationCard = ({ simulation, onStart }: SimulationCardProps) => {
  const words = message.trial.simulation
  const { error, isUnderWay, told } = simulation
  const [player, setPlayer] = useState<Player>(simulation.player ?? "okta")
  return (
    <Card title={words.title} about={words.about} flush={told.length > 0}>
      <div className={`flex flex-col gap-4 ${told.length > 0 ? "p-5" : ""}`}>
        <div className="flex flex-wrap items-end gap-3">
          <div className="w-full max-w-xs">
            <SelectField
              label={words.whom}
              value={player}
              disabled={isUnderWay}
              onChange={({ target }) => setPlayer(target.value as Player)}
            >
              {players.map((each) => (
                <option key={each} value={each}>
                  {nameOf(each)}
                </option>
              ))}
            </SelectField>
          </div>
          <Button icon="play" busy={isUnderWay} onClick={() => onStart(player)}>
            {isUnderWay ? words.underWay : words.start}
          </Button>
        </div>
        {error === null ? null : <ErrorNote error={error} />}
        {told.length === 0 ? null : <Standing simulation={simulation} />}
      </div>
      {told.length === 0 ? null : <Steps told={told} follow={isUnderWay} />}
    </Card>
  )
}

/** How far it is, or what came of it. */
const Standing = ({ simulation: { error, player = "okta", told } }: { readonly simulation: Simulation }) => {
  const words = message.trial.simulation
  const last = told.at(-1)
  const name = nameOf(player)
  if (last?._tag === "Over") {
    const { asked, content, left, performed, untried, wrong } = last
    const isGood = content && left.length === 0
    return (
      <Verdict isGood={isGood} title={content ? words.content(name, performed) : words.stumbles(name, wrong, asked)}>
        {[
          ...(untried > 0 ? [words.untried(untried)] : []),
          left.length > 0 ? words.left(left.join(", ")) : words.clean,
          ...(content && !told.some(isGroup) ? [words.noGroups(name)] : [])
        ].join(" ")}
      </Verdict>
    )
  }
  if (last?._tag === "Broken") {
    return (
      <Verdict isGood={false} title={words.broken}>
        {last.detail}
      </Verdict>
    )
  }
  const [begun] = told
  const asked = begun?._tag === "Begun" ? begun.asked : 0
  return error === null ? (
    <div role="status" className="flex items-center gap-3 text-muted">
      <progress value={told.length - 1} max={asked} aria-label={words.progress} className="h-1.5 grow accent-solid" />
      <span className="tabular-nums">{words.step(told.length - 1, asked)}</span>
    </div>
  ) : null
}

interface VerdictProps {
  readonly isGood: boolean
  readonly title: string
  readonly children: string
}

const Verdict = ({ isGood, title, children }: VerdictProps) => (
  <div
    role="status"
    className={`flex items-start gap-3 rounded-lg px-4 py-3 ${isGood ? "bg-good-tint text-good" : "bg-bad-tint text-bad"}`}
  >
    <Icon name={isGood ? "check" : "warning"} className="mt-0.5 size-4" />
    <p className="min-w-0 break-words">
      <span className="font-semibold">{title}</span> {children}
    </p>
  </div>
)

const isGroup = (happening: Happening): boolean =>
  happening._tag === "Answered" && happening.method === "POST" && happening.path.startsWith("/Groups")

type Step = Extract<Happening, { readonly step: string }>

const isFine = (step: Step): boolean => step._tag === "Answered" && step.complaints.length === 0

const isStep = (happening: Happening): happening is Step => "step" in happening

const Steps = ({ told, follow }: { readonly told: ReadonlyArray<Happening>; readonly follow: boolean }) => {
  const list = useRef<HTMLOListElement>(null)
  const steps = told.filter(isStep)
  // While it goes on, the last step is what is looked at; then the first that is wrong, or the first of all.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step there is a new last one to be seen.
  useEffect(() => {
    const { current } = list
    if (current === null) return
    const at = steps.findIndex((step) => !isFine(step))
    const item = current.children[at]
    const top = item instanceof HTMLElement ? item.offsetTop - current.offsetTop : 0
    current.scrollTo({ top: follow ? current.scrollHeight : top })
  }, [follow, steps.length])
  return (
    <ol
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: who has keys alone must be able to scroll it.
      tabIndex={0}
      aria-label={message.trial.simulation.steps}
      className="max-h-80 divide-y divide-line overflow-y-auto border-t border-line focus-visible:-outline-offset-2"
    >
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps come one behind the other and stay where they are.
        <li key={index} className="px-5 py-2">
          <Line step={step} />
        </li>
      ))}
    </ol>
  )
}

/** As people type it. */
const readable = (path: string): string => {
  try {
    return decodeURIComponent(path.replaceAll("+", " "))
  } catch {
    return path
  }
}

const Line = ({ step }: { readonly step: Step }) => {
  const words = message.trial.simulation
  const isGood = isFine(step)
  const troubles = troublesOf(step)
  return (
    <>
      <p className="flex items-baseline gap-x-3 text-[0.8125rem]">
        <span className={`self-center ${isGood ? "text-good" : step._tag === "Untried" ? "text-muted" : "text-bad"}`}>
          <Icon name={isGood ? "check" : step._tag === "Untried" ? "more" : "close"} />
          <span className="sr-only">
            {isGood ? words.fine : step._tag === "Untried" ? words.notTried : words.wrong}
          </span>
        </span>
        <span className="grow sm:w-64 sm:shrink-0 sm:grow-0 sm:truncate">{step.step}</span>
        {step._tag === "Answered" ? (
          <>
            <span className="hidden min-w-0 grow truncate font-mono text-muted sm:block" title={readable(step.path)}>
              {step.method} {readable(step.path)}
            </span>
            <span className="font-mono tabular-nums">{step.status}</span>
          </>
        ) : null}
      </p>
      {troubles.length === 0 ? null : (
        <ul
          className={`mt-0.5 pl-7 text-[0.8125rem] break-words ${step._tag === "Untried" ? "text-muted" : "text-bad"}`}
        >
          {troubles.map((trouble) => (
            <li key={trouble}>{trouble}</li>
          ))}
        </ul>
      )}
    </>
  )
}

const troublesOf = (step: Step): ReadonlyArray<string> => {
  switch (step._tag) {
    case "Answered":
      return [...step.complaints, ...(step.detail === undefined ? [] : [step.detail])]
    case "Untried":
      return [message.trial.simulation.forWant]
    case "Unanswered":
      return [step.detail]
  }
}
