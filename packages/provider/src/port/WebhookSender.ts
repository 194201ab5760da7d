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

/** Nobody answered; the detail is for people. */
export class Undelivered extends Data.TaggedError("Undelivered")<{ readonly detail: string }> {}

export class WebhookSender extends Context.Tag("rollcall/provider/WebhookSender")<
  WebhookSender,
  {
    /** Posts once and answers the status. Follows no redirect, and reads nothing of what comes behind the headers. */
    readonly post: (message: Message) => Effect.Effect<number, Undelivered>
  }
>() {}
