import { describe, expect, it } from "vitest"
import * as RequestTarget from "../src/RequestTarget.ts"

const targets: ReadonlyArray<readonly [url: string, target: RequestTarget.RequestTarget]> = [
  ["/scim/v2/Users", { path: "/scim/v2/Users", query: "" }],
  ["/Users?filter=a%20eq?&b=/c#d", { path: "/Users", query: "filter=a%20eq?&b=/c" }],
  ["http://a.example:80/Users?count=1", { host: "a.example:80", path: "/Users", query: "count=1" }],
  ["https://[::1]/a//b", { host: "[::1]", path: "/a//b", query: "" }],
  ["http://a b<c/Users", { host: "a b<c", path: "/Users", query: "" }],
  ["//a/b", { path: "//a/b", query: "" }]
]

describe("the target of a request", () => {
  it.each(targets)("is taken from %s", (url, target) => {
    expect(RequestTarget.split(url)).toEqual(target)
  })
})
