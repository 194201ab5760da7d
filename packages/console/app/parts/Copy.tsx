/** A value to take along, and the button that takes it. */
import { useState } from "react"
import { message } from "../messages.ts"
import { Button } from "./Button.tsx"
import { Icon } from "./Icon.tsx"

const useCopied = (value: string) => {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await write(value)
    setCopied(true)
    setTimeout(() => setCopied(false), 1_600)
  }
  return { copied, copy }
}

/** A page of plain http has no clipboard of its own; there the older way is the only one. */
const write = async (value: string): Promise<void> => {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(value)
  const area = document.createElement("textarea")
  area.value = value
  const host = document.querySelector("dialog[open]") ?? document.body
  host.append(area)
  area.select()
  document.execCommand("copy")
  area.remove()
}

export const CopyButton = ({ value, label }: { readonly value: string; readonly label: string }) => {
  const { copied, copy } = useCopied(value)
  return (
    <button
      type="button"
      aria-label={`${message.copy}: ${label}`}
      onClick={copy}
      className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium text-muted transition-colors hover:bg-sunken hover:text-ink"
    >
      <Icon name={copied ? "check" : "copy"} className={`size-4 ${copied ? "text-good" : ""}`} />
      <span aria-live="polite">{copied ? message.copied : message.copy}</span>
    </button>
  )
}

/** The same as a picture alone, where many stand below each other. */
export const CopyIcon = ({ value }: { readonly value: string }) => {
  const { copied, copy } = useCopied(value)
  return (
    <button
      type="button"
      aria-label={`${message.copy}: ${value}`}
      title={`${message.copy}: ${value}`}
      onClick={copy}
      className="inline-flex size-6 items-center justify-center rounded-md text-edge transition-colors hover:bg-sunken hover:text-ink"
    >
      <Icon name={copied ? "check" : "copy"} className={`size-3.5 ${copied ? "text-good" : ""}`} />
      <span className="sr-only" aria-live="polite">
        {copied ? message.copied : ""}
      </span>
    </button>
  )
}

/** The same as the one thing that a dialog is about. */
export const CopyMain = ({ value, label }: { readonly value: string; readonly label: string }) => {
  const { copied, copy } = useCopied(value)
  return (
    <Button look="main" icon={copied ? "check" : "copy"} onClick={copy} aria-label={label}>
      <span aria-live="polite">{copied ? message.copied : message.copy}</span>
    </Button>
  )
}

/** The value in a frame, to read, to select as a whole, and to copy. */
export const CopyField = ({ value, label }: { readonly value: string; readonly label: string }) => (
  <div className="flex min-w-0 items-center gap-1 rounded-lg border border-line bg-sunken py-0.5 pl-3 pr-0.5">
    <code className="min-w-0 grow select-all break-all py-1.5 font-mono text-[0.8125rem]">{value}</code>
    <CopyButton value={value} label={label} />
  </div>
)
