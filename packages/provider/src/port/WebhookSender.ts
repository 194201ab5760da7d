/** What a runtime must do for webhooks: bring a body to an endpoint, and nowhere that it should not go. */
import { Context, Data, type Effect } from "effect"

export interface Message {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /**
   * Whether only https to addresses of the public Internet is allowed, or anything. The address that is connected to is
   * the one that was looked at: a name that changes in between changes nothing.
   */
  readonly reach: Reach
}

export type Reach = "public" | "anywhere"

/** What an endpoint answered. */
export interface Reply {
  readonly status: number
  /** For how many milliseconds it wants to be left alone. */
  readonly retryAfter?: number
  /** The beginning of the body. */
  readonly text: string
}

/** Nobody answered; the detail is for people. */
export class Undelivered extends Data.TaggedError("Undelivered")<{ readonly detail: string }> {}

export class WebhookSender extends Context.Tag("rollcall/provider/WebhookSender")<
  WebhookSender,
  {
    /** Posts and says what was answered. Follows no redirect, and reads a body no further than it is worth. */
    readonly post: (message: Message) => Effect.Effect<Reply, Undelivered>
  }
>() {}
