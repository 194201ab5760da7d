/** SCIM over HTTP as one function of plain values. */

export * as BaseUrl from "./BaseUrl.ts"
export * as Discovery from "./Discovery.ts"
export * as MediaType from "./MediaType.ts"
export * as QueryString from "./QueryString.ts"
export * as Route from "./Route.ts"
export * as ServiceProviderConfig from "./ServiceProviderConfig.ts"
export * as TrustedProxies from "./TrustedProxies.ts"
export type { WireRequest } from "./WireRequest.ts"
export * as WireResponse from "./WireResponse.ts"
