/** The SCIM service provider: ports that storage fills, and the operations of the protocol over them. */

export {
  type Change,
  type Changed,
  type Insert,
  type Page,
  type Query,
  ResourceStore,
  type Sort,
  type StoreError
} from "./port/ResourceStore.ts"
export { TenantStore } from "./port/TenantStore.ts"
export { type Credential, TokenStore } from "./port/TokenStore.ts"
export * as Tenant from "./Tenant.ts"
