/**
 * Which addresses belong to the public Internet. An endpoint is named by whoever manages a tenant, and the server can reach
 * what that person cannot: its own machine, its network, and the services that tell a machine of a cloud its credentials.
 */
import ipaddr from "ipaddr.js"

/**
 * True for what is neither private, loopback, link-local, shared, reserved nor multicast, whichever way it is written. An
 * IPv6 address that stands for one of IPv4 is taken for that, and those that lead to one through a translator are refused.
 */
export const includes = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast"
