/**
 * The proxies whose word is taken for the address under which clients reach the server: single addresses, CIDR blocks,
 * or `loopback`. Everybody else's forwarding headers are not looked at.
 */
import { Either } from "effect"
import ipaddr from "ipaddr.js"

export type TrustedProxies = ReadonlyArray<[ipaddr.IPv4 | ipaddr.IPv6, number]>

export const none: TrustedProxies = []

const loopback: ReadonlyArray<string> = ["127.0.0.0/8", "::1/128"]

/** Reads a list parted by commas. The left side is the first entry that names no address. */
export const parse = (text: string): Either.Either<TrustedProxies, string> => {
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .flatMap((entry) => (entry.toLowerCase() === "loopback" ? loopback : [entry]))
  const wrong = entries.find((entry) => !isBlock(entry))
  return wrong === undefined ? Either.right(entries.map(block)) : Either.left(wrong)
}

export const includes = (proxies: TrustedProxies, address: string | undefined): boolean => {
  if (proxies.length === 0 || address === undefined || !ipaddr.isValid(address)) return false
  // An IPv4 peer of an IPv6 socket shows as ::ffff:127.0.0.1: `process` makes it IPv4 again.
  const peer = ipaddr.process(address)
  return proxies.some(([network, bits]) => network.kind() === peer.kind() && peer.match(network, bits))
}

const isBlock = (entry: string): boolean =>
  entry.includes("/")
    ? ipaddr.isValidCIDR(entry)
    : ipaddr.IPv4.isValidFourPartDecimal(entry) || ipaddr.IPv6.isValid(entry)

const block = (entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] => {
  if (entry.includes("/")) return ipaddr.parseCIDR(entry)
  const address = ipaddr.process(entry)
  return [address, address.kind() === "ipv4" ? 32 : 128]
}
