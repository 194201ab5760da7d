/** Where somebody types what they look for. It counts when they pause. */
import { useEffect, useRef, useState } from "react"
import { Icon } from "../parts/Icon.tsx"
import { frame } from "./frame.ts"

/** How long somebody pauses who has typed what they look for. */
const pauseMillis = 300

export interface SearchFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly text: string
  readonly onText: (text: string) => void
}

export const SearchField = ({ label, placeholder, text, onText }: SearchFieldProps) => {
  const [typed, setTyped] = useState(text)
  const said = useRef(text)
  useEffect(() => {
    // The address was changed elsewhere: by the way back, or by all filters being cleared.
    if (text !== said.current) setTyped(text)
    said.current = text
  }, [text])
  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === said.current) return
    const timer = setTimeout(() => {
      said.current = wanted
      onText(wanted)
    }, pauseMillis)
    return () => clearTimeout(timer)
  })
  return (
    <div className="relative col-span-2 min-w-52 grow">
      <Icon name="search" className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className={`${frame} w-full pr-3 pl-9`}
      />
    </div>
  )
}
