/**
 * What is asked before a page goes on: the browser's own dialog, which keeps the focus inside, closes on Escape and gives
 * the focus back.
 */
import { type ReactNode, useEffect, useId, useRef } from "react"
import { message } from "../messages.ts"
import { Button, IconButton } from "./Button.tsx"
import { ErrorNote } from "./ErrorNote.tsx"

export interface DialogProps {
  readonly title: string
  readonly about?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  readonly wide?: boolean
  /** Where closing it would lose something: then only its own buttons close it. */
  readonly held?: boolean
}

/** Open for as long as it is there. */
export const Dialog = ({ title, about, onClose, children, wide = false, held = false }: DialogProps) => {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = element.current
    if (dialog !== null && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, and a press beside it is no more than that.
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        if (!held) onClose()
      }}
      onClick={(event) => {
        if (event.target === element.current && !held) onClose()
      }}
      className={`m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] ${wide ? "max-w-2xl" : "max-w-lg"} rounded-2xl border border-line bg-surface p-0 text-ink shadow-over`}
    >
      <div className="flex flex-col gap-5 p-6">
        <header className="flex items-start gap-4">
          <div className="min-w-0 grow">
            <h2 id={id} className="text-base font-semibold">
              {title}
            </h2>
            {about === undefined ? null : <p className="mt-1 text-muted">{about}</p>}
          </div>
          {held ? null : <IconButton icon="close" label={message.close} onClick={onClose} className="-mr-2 -mt-1" />}
        </header>
        {children}
      </div>
    </dialog>
  )
}

export interface ConfirmProps {
  readonly title: string
  readonly about: ReactNode
  readonly action: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once more before something is taken away. */
export const Confirm = ({ title, about, action, busy, error, onConfirm, onClose }: ConfirmProps) => (
  <Dialog title={title} about={about} onClose={onClose}>
    {error === null ? null : <ErrorNote error={error} />}
    <div className="flex flex-wrap justify-end gap-2">
      <Button onClick={onClose} autoFocus>
        {message.cancel}
      </Button>
      <Button look="danger" busy={busy} onClick={onConfirm}>
        {action}
      </Button>
    </div>
  </Dialog>
)
