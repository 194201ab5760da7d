/** What storage must do for links that let somebody in once. */
import { Context, type Effect, type Option } from "effect"
import type { Administrator } from "../Administrator.ts"
import type { Session, SetupLink } from "../SetupLink.ts"
import type { StoreError } from "./ResourceStore.ts"

export class SetupLinkStore extends Context.Tag("rollcall/provider/SetupLinkStore")<
  SetupLinkStore,
  {
    readonly insert: (link: SetupLink) => Effect.Effect<void, StoreError>
    readonly find: (tenant: string, id: string) => Effect.Effect<Option.Option<SetupLink>, StoreError>
    readonly findByDigest: (digest: string) => Effect.Effect<Option.Option<SetupLink>, StoreError>
    /** The link that opened the session with this digest. */
    readonly findBySession: (digest: string) => Effect.Effect<Option.Option<SetupLink>, StoreError>
    /** Those of a tenant, from the greatest id to the smallest: at most `limit`, all smaller than `after`. */
    readonly list: (
      tenant: string,
      limit: number,
      after?: string
    ) => Effect.Effect<ReadonlyArray<SetupLink>, StoreError>
    /** Gives an unopened link its session; false where somebody was quicker, or where it was revoked. */
    readonly open: (id: string, session: Session) => Effect.Effect<boolean, StoreError>
    /** Ends the link and what it has opened; one that had ended before stays as it is. */
    readonly revoke: (id: string, now: number) => Effect.Effect<void, StoreError>
    /** Forgets the links for the first operator that expired before, for each start leaves one. */
    readonly forgetExpired: (now: number) => Effect.Effect<void, StoreError>
    /**
     * The administrator becomes the first operator, and every link that makes one is gone; all or nothing. It is
     * `refused` where the link is gone or an operator is there: of many at once one is made.
     */
    readonly makeFirstOperator: (
      link: string,
      administrator: Administrator
    ) => Effect.Effect<"made" | "nameTaken" | "refused", StoreError>
  }
>() {}
