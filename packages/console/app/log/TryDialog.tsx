/** A request of the log once more, to be changed and tried: what it would be answered now, and nothing comes of it. */
import { useMutation, useQuery } from "@tanstack/react-query"
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react"
import { call } from "../api/call.ts"
import type { WholeEntry } from "../api/log.ts"
import { tokensQuery } from "../api/tokens.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"
import { Dialog } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { AreaField, SelectField, TextField } from "../parts/Field.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Outcome } from "./Outcome.tsx"
import { hasBody, maskedIn, methods, read, type Tried } from "./tried.ts"

export interface TryDialogProps {
  readonly tenant: string
  readonly entry: WholeEntry
  readonly tried: Tried
  readonly onClose: () => void
}

const words = message.log.again

export const TryDialog = ({
  tenant,
  entry,
  tried: { method: sent, path: asked, body: kept },
  onClose
}: TryDialogProps) => {
  const [method, setMethod] = useState(sent)
  const [path, setPath] = useState(asked)
  const [body, setBody] = useState(kept)
  const { data: tokens = [] } = useQuery(tokensQuery(tenant))
  const [chosen, setChosen] = useState<string>()
  const token = chosen ?? tokens.find(({ id }) => id === entry.token)?.id ?? ""
  const json = hasBody(method) ? read(body) : { json: undefined }
  const trying = useMutation({
    mutationFn: (payload: { readonly method: string; readonly path: string; readonly body?: unknown }) =>
      call("dryRuns", "create", { path: { tenant }, payload: { ...payload, ...(token === "" ? {} : { token }) } })
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (trying.isPending || "wrong" in json) return
    trying.mutate({ method, path, ...(json.json === undefined ? {} : { body: json.json }) })
  }
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (trying.data !== undefined) outcome.current?.scrollIntoView({ block: "nearest" })
  }, [trying.data])
  return (
    <Dialog title={words.title} about={words.about} wide onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <SelectField label={words.method} value={method} onChange={({ target }) => setMethod(target.value)}>
            {methods.map((known) => (
              <option key={known}>{known}</option>
            ))}
          </SelectField>
          <TextField
            label={words.path}
            help={words.pathHelp}
            required
            pattern="/.*"
            autoComplete="off"
            spellCheck={false}
            value={path}
            onChange={({ target }) => setPath(target.value)}
          />
        </div>
        {hasBody(method) ? (
          <>
            <AreaField
              label={words.body}
              rows={12}
              spellCheck={false}
              aria-invalid={"wrong" in json}
              value={body}
              onChange={({ target }) => setBody(target.value)}
            />
            <BodyNote kept={entry.request !== undefined} read={json} />
          </>
        ) : null}
        <SelectField
          label={words.as}
          help={words.asHelp}
          value={token}
          onChange={({ target }) => setChosen(target.value)}
        >
          <option value="">{words.asYou}</option>
          {tokens.map(({ id, name, hint }) => (
            <option key={id} value={id}>
              {`${name} (${hint}…)`}
            </option>
          ))}
        </SelectField>
        {trying.error === null ? null : <ErrorNote error={trying.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{message.close}</Button>
          <Button type="submit" look="main" icon="play" busy={trying.isPending || "wrong" in json}>
            {trying.data === undefined ? words.submit : words.submitAgain}
          </Button>
        </div>
      </form>
      <div ref={outcome} aria-live="polite" className="empty:-mt-5">
        {trying.data === undefined ? null : <Outcome outcome={trying.data} />}
      </div>
    </Dialog>
  )
}

/** As many as anybody mends by hand. */
const namedMax = 6

interface BodyNoteProps {
  /** Whether the log has the body at all. */
  readonly kept: boolean
  readonly read: ReturnType<typeof read>
}

/** What of the body is not as it was sent, or cannot be sent. */
const BodyNote = ({ kept, read: body }: BodyNoteProps) => {
  if ("wrong" in body) return <Note tone="bad">{words.wrong(body.wrong)}</Note>
  if (!kept && body.json === undefined) return <Note tone="warn">{words.noBody}</Note>
  const places = maskedIn(body.json)
  if (places.length === 0) return null
  return (
    <Note tone="warn">
      {words.masked}
      <span className="mt-1.5 flex flex-wrap gap-1.5">
        {places.slice(0, namedMax).map((place) => (
          <code key={place} className="break-all rounded bg-surface px-1.5 py-0.5 font-mono text-xs text-ink">
            {place}
          </code>
        ))}
        {places.length > namedMax ? <span>{words.further(places.length - namedMax)}</span> : null}
      </span>
    </Note>
  )
}

const tones = { bad: "bg-bad-tint text-bad", warn: "bg-warn-tint text-warn" } as const

const Note = ({ tone, children }: { readonly tone: keyof typeof tones; readonly children: ReactNode }) => (
  <div role="status" className={`-mt-2 flex items-start gap-3 rounded-lg px-4 py-3 ${tones[tone]}`}>
    <Icon name="warning" className="mt-0.5 size-4" />
    <div className="min-w-0 grow break-words">{children}</div>
  </div>
)
