/** SCIM over HTTP as one function of plain values. */

export * as BaseUrl from "./BaseUrl.ts"
export * as ErrorResponse from "./ErrorResponse.ts"
export * as FetchHandler from "./FetchHandler.ts"
export * as JsonBody from "./JsonBody.ts"
export * as Mount from "./Mount.ts"
export * as NodeListener from "./NodeListener.ts"
export * as ProvisioningLog from "./ProvisioningLog.ts"
export * as RequestLog from "./RequestLog.ts"
export * as ScimHandler from "./ScimHandler.ts"
export * as TrustedProxies from "./TrustedProxies.ts"
export type { WireRequest } from "./WireRequest.ts"
export * as WireResponse from "./WireResponse.ts"
