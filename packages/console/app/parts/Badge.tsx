/** A word for a state, with the colour that people expect of it. The word says it all; the colour only helps. */
import type { ReactNode } from "react"

export type Tone = "good" | "warn" | "bad" | "calm"

const tones = {
  good: "bg-good-tint text-good",
  warn: "bg-warn-tint text-warn",
  bad: "bg-bad-tint text-bad",
  calm: "bg-sunken text-muted"
} as const

export const Badge = ({ tone = "calm", children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span
    className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2 py-0.5 text-xs font-medium ${tones[tone]}`}
  >
    <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
    {children}
  </span>
)
