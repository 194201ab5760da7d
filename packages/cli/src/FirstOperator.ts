/** How a server that nobody administers yet invites whoever started it: by a link that stands in its output alone. */
import {
  type AdministratorStore,
  type Randomness,
  SetupLink,
  SetupLinkService,
  type SetupLinkStore
} from "@rollcall/provider"
import { Effect } from "effect"
import type { Address } from "./Address.ts"
import type { Configuration } from "./Configuration.ts"
import * as Endpoint from "./Endpoint.ts"

/**
 * The link to a server at this address; nothing while there is an operator. A server whose database takes no link
 * serves all the same, and has said in its log what was wrong.
 */
export const link = (
  configuration: Configuration,
  address: Address
): Effect.Effect<string | undefined, never, AdministratorStore | SetupLinkStore | Randomness.Randomness> =>
  SetupLinkService.issueForFirstOperator.pipe(
    Effect.map(({ link, secret }) => SetupLink.url(Endpoint.pages(configuration, address), link, secret)),
    Effect.orElseSucceed(() => undefined)
  )

/** Lines for people. Others may have been printed by processes that started at the same time. */
export const invitation = (link: string): ReadonlyArray<string> => [
  "",
  "There is no operator yet. Within an hour, whoever opens this link first becomes the one:",
  "",
  `  ${link}`
]
