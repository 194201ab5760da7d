/** The guides, in the order in which they are offered. */
import { entra } from "./entra.ts"
import type { Guide } from "./Guide.ts"
import { google } from "./google.ts"
import { jumpcloud } from "./jumpcloud.ts"
import { okta } from "./okta.ts"
import { onelogin } from "./onelogin.ts"
import { other } from "./other.ts"
import { pingone } from "./pingone.ts"
import { rippling } from "./rippling.ts"

export type { Guide, Step, Value } from "./Guide.ts"

export const guides: ReadonlyArray<Guide> = [okta, entra, google, onelogin, jumpcloud, pingone, rippling, other]

export const guideOf = (id: string): Guide | undefined => guides.find((guide) => guide.id === id)
