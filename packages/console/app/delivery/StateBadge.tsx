/** Where an endpoint stands, in a word. */
import type { State } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Badge, type Tone } from "../parts/Badge.tsx"

const tones: Readonly<Record<State, Tone>> = { working: "good", failing: "bad", disabled: "calm" }

export const StateBadge = ({ state }: { readonly state: State }) => (
  <Badge tone={tones[state]}>{message.delivery.states[state]}</Badge>
)
