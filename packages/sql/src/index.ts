/** Storage in a database: the provider's ports over @effect/sql, whichever driver is behind it. */

export * as Database from "./Database.ts"
export * as Dialect from "./Dialect.ts"
export * as Migrations from "./Migrations.ts"
export * as PostgresDialect from "./PostgresDialect.ts"
export * as SearchDocument from "./SearchDocument.ts"
export * as SqlFilter from "./SqlFilter.ts"
export * as SqliteClient from "./SqliteClient.ts"
export * as SqlResourceStore from "./SqlResourceStore.ts"
export * as SqlSort from "./SqlSort.ts"
export * as SqlTenantStore from "./SqlTenantStore.ts"
export * as SqlTokenStore from "./SqlTokenStore.ts"
export * as Storage from "./Storage.ts"
