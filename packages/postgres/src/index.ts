/** PostgreSQL for Rollcall, whichever runtime it is on. */

export * as PostgresClient from "./PostgresClient.ts"
