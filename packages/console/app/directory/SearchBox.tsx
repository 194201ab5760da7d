/** Where somebody types whom they look for: a few letters, or a filter as clients of SCIM write them. */
import { useEffect, useRef } from "react"
import { message } from "../messages.ts"
import { Icon } from "../parts/Icon.tsx"
import { isFilter } from "./asking.ts"

export interface Example {
  readonly title: string
  readonly typed: string
}

export interface SearchBoxProps {
  readonly label: string
  readonly placeholder: string
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly examples: ReadonlyArray<Example>
}

export const SearchBox = ({ label, placeholder, typed, onTyped, examples }: SearchBoxProps) => {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element).closest("input, textarea, select, dialog, [contenteditable]") !== null
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
      event.preventDefault()
      box.current?.focus()
    }
    addEventListener("keydown", focus)
    return () => removeEventListener("keydown", focus)
  }, [])
  return (
    <div className="min-w-0 grow basis-64">
      <div className="relative">
        <Icon name="search" className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" />
        <input
          ref={box}
          type="search"
          aria-label={label}
          aria-keyshortcuts="/"
          placeholder={placeholder}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onTyped(event.target.value)}
          className={`h-9 w-full rounded-lg border border-edge/60 bg-surface pl-9 placeholder:text-muted focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden ${isFilter(typed) ? "pr-24 font-mono text-[0.8125rem]" : "pr-9"}`}
        />
        <span className="absolute top-1.5 right-1.5 flex h-6 items-center gap-1">
          {isFilter(typed) ? (
            <span className="rounded bg-tint px-1.5 py-0.5 text-xs font-medium text-accent">
              {message.directory.filter}
            </span>
          ) : null}
          {typed === "" ? (
            <kbd className="rounded border border-line px-1.5 font-sans text-xs text-muted">/</kbd>
          ) : (
            <button
              type="button"
              aria-label={message.directory.clear}
              onClick={() => {
                onTyped("")
                box.current?.focus()
              }}
              className="flex size-6 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <Icon name="close" className="size-3.5" />
            </button>
          )}
        </span>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        {examples.map((example) => {
          const isOn = example.typed === typed
          return (
            <button
              key={example.title}
              type="button"
              aria-pressed={isOn}
              title={example.typed}
              onClick={() => onTyped(isOn ? "" : example.typed)}
              className={`h-6 rounded-full border px-2.5 text-xs font-medium transition-colors ${isOn ? "border-accent bg-tint text-accent" : "border-line text-muted hover:bg-sunken hover:text-ink"}`}
            >
              {example.title}
            </button>
          )
        })}
      </div>
    </div>
  )
}
