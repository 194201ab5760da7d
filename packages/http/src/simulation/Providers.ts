/** The identity providers that can be played, by the word for the command line. */
import type { Sequence } from "./Sequence.ts"
import * as Entra from "./sequence/Entra.ts"
import * as Google from "./sequence/Google.ts"
import * as JumpCloud from "./sequence/JumpCloud.ts"
import * as Okta from "./sequence/Okta.ts"
import * as OneLogin from "./sequence/OneLogin.ts"

export const sequences = {
  okta: Okta.sequence,
  entra: Entra.sequence,
  google: Google.sequence,
  onelogin: OneLogin.sequence,
  jumpcloud: JumpCloud.sequence
} as const satisfies Readonly<Record<string, Sequence>>

export type Provider = keyof typeof sequences

export const names = Object.keys(sequences) as ReadonlyArray<Provider>
