/** The identity providers whose mapping is known as it is set up at first, in the order of their names. */
import type { Mapping } from "./Mapping.ts"
import * as Entra from "./mapping/Entra.ts"
import * as Google from "./mapping/Google.ts"
import * as JumpCloud from "./mapping/JumpCloud.ts"
import * as Okta from "./mapping/Okta.ts"
import * as OneLogin from "./mapping/OneLogin.ts"
import * as PingOne from "./mapping/PingOne.ts"
import * as Rippling from "./mapping/Rippling.ts"

export const mappings: ReadonlyArray<Mapping> = [
  Google.mapping,
  JumpCloud.mapping,
  Entra.mapping,
  Okta.mapping,
  OneLogin.mapping,
  PingOne.mapping,
  Rippling.mapping
]
