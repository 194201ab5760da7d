/** A trial since one time: the list that ticks by itself, what was heard, and what to do when nothing is. */
import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import { isFailed } from "../api/log.ts"
import { isSimulated, tokensQuery } from "../api/tokens.ts"
import { EntrySheet } from "../log/EntrySheet.tsx"
import { LogLines } from "../log/LogLines.tsx"
import { exactly } from "../log/times.ts"
import { message } from "../messages.ts"
import { Card, Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { SelectField } from "../parts/Field.tsx"
import { Icon } from "../parts/Icon.tsx"
import { QuietCard } from "./QuietCard.tsx"
import { StepList } from "./StepList.tsx"
import * as Trial from "./Trial.ts"
import { useChanges } from "./useChanges.ts"
import { useTrial } from "./useTrial.ts"

export interface TrialViewProps {
  readonly tenant: string
  readonly from: string
  readonly token: string | undefined
  readonly onToken: (token: string | undefined) => void
  /** What stands behind the list that ticks. */
  readonly children?: ReactNode
}

export const TrialView = ({ tenant, from, token, onToken, children }: TrialViewProps) => {
  const { data: all = [] } = useQuery(tokensQuery(tenant))
  const tokens = all.filter((each) => !isSimulated(each))
  const simulated = new Set(all.filter(isSimulated).map(({ id }) => id))
  const trial = useTrial(tenant, from, token)
  const entries = trial.entries ?? []
  const found = Trial.evidence(entries, useChanges(tenant, entries, from))
  const played = Object.values(found).some(({ entry }) => simulated.has(entry?.token ?? ""))
  const [open, setOpen] = useState<number>()
  // An identity provider that is played asks for some refusals, and what came of it is said where it is played.
  const failed = entries.filter((entry) => isFailed(entry) && !simulated.has(entry.token ?? "")).length
  const at = entries.findIndex(({ id }) => id === open)
  return (
    <>
      {trial.error === null ? null : <ErrorNote error={trial.error} onRetry={trial.retry} />}
      {trial.stream === "refused" ? (
        <ErrorNote error={new Error(message.trial.stream.refused)} onRetry={trial.retry} />
      ) : null}
      <StepList
        found={found}
        stream={trial.stream}
        from={exactly(from)}
        tenant={tenant}
        played={played}
        onOpen={setOpen}
      />
      {children}
      {tokens.length < 2 ? null : (
        <div className="max-w-xs">
          <SelectField
            label={message.trial.token}
            value={token ?? ""}
            onChange={({ target }) => onToken(target.value || undefined)}
          >
            <option value="">{message.trial.anyToken}</option>
            {tokens.map(({ id, name, hint }) => (
              <option key={id} value={id}>{`${name} (${hint}…)`}</option>
            ))}
          </SelectField>
        </div>
      )}
      {failed === 0 ? null : (
        <div role="status" className="flex items-start gap-3 rounded-lg bg-bad-tint px-4 py-3 text-bad">
          <Icon name="warning" className="mt-0.5 size-4" />
          <p>
            <span className="font-semibold">{message.trial.refused(failed)}.</span> {message.trial.refusedAbout}
          </p>
        </div>
      )}
      <Card title={message.trial.heard} about={message.trial.heardAbout} flush>
        {trial.entries === undefined && trial.error === null ? <Lines count={2} /> : null}
        {trial.entries?.length === 0 ? (
          <Empty icon="activity" title={message.trial.nothing}>
            {message.trial.nothingAbout}
          </Empty>
        ) : null}
        <LogLines entries={entries} arrived={new Set(trial.arrived.map(({ id }) => id))} onEntry={setOpen} />
      </Card>
      <QuietCard tenant={tenant} from={from} tokens={tokens} />
      {open === undefined ? null : (
        <EntrySheet
          tenant={tenant}
          id={open}
          newer={entries[at - 1]?.id}
          older={at === -1 ? undefined : entries[at + 1]?.id}
          onEntry={setOpen}
        />
      )}
    </>
  )
}
