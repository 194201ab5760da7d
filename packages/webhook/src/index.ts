/** The client that brings events to the endpoints of webhooks, on every runtime that has Node's modules. */

export * as HttpWebhookSender from "./HttpWebhookSender.ts"
export * as PublicAddress from "./PublicAddress.ts"
