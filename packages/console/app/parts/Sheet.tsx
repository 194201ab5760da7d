/**
 * What is looked at beside the page that it belongs to: at the right, from top to bottom, and over all of it where there is
 * no room for both. The browser's own dialog, which closes on Escape and gives the focus back.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react"
import { message } from "../messages.ts"
import { IconButton } from "./Button.tsx"

export interface SheetProps {
  readonly title: ReactNode
  /** Beside the button that closes it. */
  readonly actions?: ReactNode
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Open for as long as it is there. */
export const Sheet = ({ title, actions, onKeyDown, onClose, children }: SheetProps) => {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = element.current
    if (dialog !== null && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose()
      }}
      className="m-0 ml-auto h-dvh max-h-none w-full max-w-2xl border-line bg-surface p-0 text-ink shadow-over sm:border-l"
    >
      <div className="flex min-h-full flex-col">
        <header className="sticky top-0 z-10 flex items-center gap-1 border-b border-line bg-surface py-3 pr-3 pl-5">
          <h2 id={id} className="min-w-0 grow font-semibold">
            {title}
          </h2>
          {actions}
          <IconButton icon="close" label={message.close} onClick={onClose} />
        </header>
        <div className="flex grow flex-col gap-6 p-5">{children}</div>
      </div>
    </dialog>
  )
}
