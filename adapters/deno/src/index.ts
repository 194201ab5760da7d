/** What Deno brings to Rollcall: its HTTP server and its databases. */

export * as Server from "./Server.ts"
export * as SqlClients from "./SqlClients.ts"
