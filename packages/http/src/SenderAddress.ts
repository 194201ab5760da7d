/**
 * Where a request comes from: the peer of the connection, or, behind proxies that are trusted, whoever the last of them
 * that is not says it got it from. What anybody else says of themselves is not believed.
 */
import * as TrustedProxies from "./TrustedProxies.ts"
import type { WireRequest } from "./WireRequest.ts"

/** An IPv6 address with a port, in brackets, and a zone. */
const lengthMax = 80

/** Empty where nobody knows. */
export const of = (request: WireRequest, proxies: TrustedProxies.TrustedProxies): string => {
  const forwarded = (request.header("x-forwarded-for") ?? "").split(",").map((address) => address.trim())
  let address = request.remoteAddress ?? ""
  while (TrustedProxies.includes(proxies, address)) {
    const before = forwarded.pop()
    if (before === undefined || before === "") break
    address = before.slice(0, lengthMax)
  }
  return address
}
