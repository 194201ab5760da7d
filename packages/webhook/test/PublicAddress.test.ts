import { PublicAddress } from "@rollcall/webhook"
import { describe, expect, it } from "vitest"

describe("PublicAddress", () => {
  it.each(["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])("is %s", (address) =>
    expect(PublicAddress.includes(address)).toBe(true)
  )

  it.each([
    ["loopback", "127.0.0.1"],
    ["loopback", "127.9.9.9"],
    ["loopback", "::1"],
    ["loopback in the guise of IPv6", "::ffff:127.0.0.1"],
    ["this machine", "0.0.0.0"],
    ["this machine", "::"],
    ["private", "10.1.2.3"],
    ["private", "172.31.0.1"],
    ["private", "192.168.1.1"],
    ["private in the guise of IPv6", "::ffff:a01:203"],
    ["private behind a translator", "64:ff9b::a01:203"],
    ["private behind a tunnel", "2002:a01:203::1"],
    ["the metadata of a cloud", "169.254.169.254"],
    ["the metadata of a cloud", "fd00:ec2::254"],
    ["the metadata of a cloud", "100.100.100.200"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["unique local", "fc00::1"],
    ["multicast", "224.0.0.1"],
    ["multicast", "ff02::1"],
    ["broadcast", "255.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["for documentation", "192.0.2.1"],
    ["for measurements", "198.18.0.1"],
    ["no address", "localhost"],
    ["no address", ""]
  ])("is not what is %s: %s", (_, address) => expect(PublicAddress.includes(address)).toBe(false))
})
