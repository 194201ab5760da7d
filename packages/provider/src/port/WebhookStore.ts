/**
 * What storage must do for webhooks: keep them, and let one worker at a time bring events to each. What is owed to an
 * endpoint is stored before anything is sent, so that nothing is lost with a worker; who dies in the middle is succeeded
 * when the lease is over, and what was under way is then sent again.
 */
import type { Event, Webhook } from "@rollcall/core"
import { Context, type Effect, type Option } from "effect"
import type { StoreError } from "./ResourceStore.ts"

/** Where a webhook stands. Times are milliseconds since 1970. */
export interface Standing {
  readonly webhook: Webhook.Webhook
  /** How many times in a row nothing that was sent was taken. */
  readonly failures: number
  /** How many events wait to be taken, and how many were given up. */
  readonly pending: number
  readonly dead: number
}

/** One worker's right to bring events to one endpoint. */
export interface Claim {
  readonly webhook: Webhook.Webhook
  /** Who has it. */
  readonly owner: string
  /** The number of the change up to which events are stored as deliveries. */
  readonly seq: number
  readonly failures: number
}

/** An event that is owed to an endpoint, and what has become of it. */
export interface Delivery {
  readonly event: Event.Event
  readonly state: "pending" | "delivered" | "dead"
  readonly attempts: number
  /** Not before then. */
  readonly nextAttempt: number
  /** When it was tried last, or came. */
  readonly at: number
  /** What the endpoint answered last, or why it could not. */
  readonly answer?: string
}

/** What a worker has learnt of the endpoint as a whole. */
export interface Health {
  readonly failures: number
  readonly nextAttempt: number
  /** False where it wants no more. */
  readonly enabled: boolean
  /** True where it takes again what it did not before: whatever waits is tried at once. */
  readonly recovered: boolean
}

export class WebhookStore extends Context.Tag("rollcall/provider/WebhookStore")<
  WebhookStore,
  {
    /** It is told of changes behind that number. */
    readonly insert: (webhook: Webhook.Webhook, seq: number) => Effect.Effect<void, StoreError>
    readonly find: (id: string) => Effect.Effect<Option.Option<Webhook.Webhook>, StoreError>
    /** Receivers of security event tokens among them. */
    readonly list: (tenant?: string) => Effect.Effect<ReadonlyArray<Standing>, StoreError>
    /** Writes everything but id, tenant, time and what a receiver is told; what was paused is tried at once. False when it is not there. */
    readonly update: (webhook: Webhook.Webhook) => Effect.Effect<boolean, StoreError>
    /** Takes it away with what it is owed; false when it is not there. */
    readonly remove: (tenant: string, id: string) => Effect.Effect<boolean, StoreError>
    /** The newest deliveries first; where an event is named, those that come behind that one. */
    readonly deliveries: (
      tenant: string,
      id: string,
      limit: number,
      behind?: string
    ) => Effect.Effect<ReadonlyArray<Delivery>, StoreError>
    /** What was given up is owed again, or of that the one event; answers how much that is. */
    readonly revive: (tenant: string, id: string, now: number, event?: string) => Effect.Effect<number, StoreError>
    /** It is told once more of every change behind that number. */
    readonly rewind: (tenant: string, id: string, seq: number) => Effect.Effect<void, StoreError>
    /**
     * An enabled webhook that is owed something now and that nobody has, until the lease ends. No two get the same one. A
     * receiver that polls is claimed by its id alone, where something changed that is not stored as owed.
     */
    readonly claim: (
      owner: string,
      now: number,
      until: number,
      poller?: string
    ) => Effect.Effect<Option.Option<Claim>, StoreError>
    /** Stores deliveries of these events, and that changes up to `seq` are stored. False when the claim is lost. */
    readonly owe: (
      claim: Claim,
      events: ReadonlyArray<Event.Event>,
      seq: number,
      now: number
    ) => Effect.Effect<boolean, StoreError>
    /**
     * What may be sent now, in order: of each resource the earliest that is owed, so that none overtakes another. Where only
     * what is urgent is asked for, that is of those resources of which something urgent is owed.
     */
    readonly due: (
      claim: Pick<Claim, "webhook">,
      now: number,
      limit: number,
      urgency: "urgent" | "any"
    ) => Effect.Effect<ReadonlyArray<Delivery>, StoreError>
    /** Prolongs the lease. False when the claim is lost. */
    readonly prolong: (claim: Claim, until: number) => Effect.Effect<boolean, StoreError>
    /** Writes what became of deliveries and prolongs the lease. False when the claim is lost; then nothing is written. */
    readonly settle: (
      claim: Claim,
      deliveries: ReadonlyArray<Delivery>,
      health: Health,
      until: number
    ) => Effect.Effect<boolean, StoreError>
    /** Writes what became of pending events by what a receiver says that has fetched them. */
    readonly conclude: (
      tenant: string,
      id: string,
      events: ReadonlyArray<string>,
      end: Required<Pick<Delivery, "state" | "at" | "answer">>
    ) => Effect.Effect<void, StoreError>
    /** Whoever comes next may have it. */
    readonly release: (claim: Claim) => Effect.Effect<void, StoreError>
    /** Forgets what was delivered or given up before that time; answers how much that is. */
    readonly prune: (tenant: string, before: number) => Effect.Effect<number, StoreError>
  }
>() {}
