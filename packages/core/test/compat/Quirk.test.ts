import { readdirSync } from "node:fs"
import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as Compat from "../../src/compat/Compat.ts"
import type * as Quirk from "../../src/compat/Quirk.ts"
import type { Json } from "../../src/Json.ts"
import * as BodyArbitrary from "./BodyArbitrary.ts"
import * as Reading from "./Reading.ts"
import { enterprise, groupSchema, patchSchema, rewrite, types, userSchema } from "./RewriteSuite.ts"

const filesIn = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(new URL(folder, import.meta.url))
    .map((file) => file.slice(0, -ending.length))
    .sort()

const names = Compat.quirks.map(({ name }) => name)
/** One body of each shape that RFC 7643 and RFC 7644 have. */
const rightBodies: ReadonlyArray<[string, "User" | "Group", Quirk.Context["message"], Json]> = [
  [
    "a whole user",
    "User",
    "resource",
    {
      schemas: [userSchema, enterprise],
      externalId: "701984",
      userName: "bjensen@example.com",
      name: { formatted: "Ms. Barbara J Jensen", familyName: "Jensen", givenName: "Barbara" },
      emails: [
        { value: "bjensen@example.com", type: "work", primary: true },
        { value: "babs@jensen.org", type: "home" }
      ],
      addresses: [{ type: "work", streetAddress: "100 Universal City Plaza", country: "USA", primary: true }],
      photos: [{ value: "https://photos.example.com/72930000000Ccne/F", type: "photo" }],
      x509Certificates: [{ value: "MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UEBhMCVVMx" }],
      active: true,
      password: "t1meMa$heen",
      [enterprise]: { employeeNumber: "701984", manager: { value: "26118915", $ref: "../Users/26118915" } }
    }
  ],
  [
    "a user with cleared attributes",
    "User",
    "resource",
    { schemas: [userSchema], userName: "a", emails: [], title: null }
  ],
  [
    "a group",
    "Group",
    "resource",
    {
      schemas: [groupSchema],
      displayName: "Tour Guides",
      members: [
        { value: "2819c223", $ref: "https://example.com/v2/Users/2819c223", type: "User", display: "Babs Jensen" }
      ]
    }
  ],
  [
    "operations on a user",
    "User",
    "patch",
    {
      schemas: [patchSchema],
      Operations: [
        { op: "add", value: { emails: [{ value: "babs@jensen.org", type: "home" }], nickName: "Babs" } },
        { op: "add", value: { name: { givenName: "Babs" }, [enterprise]: { department: "Tours" } } },
        { op: "replace", path: 'addresses[type eq "work"].streetAddress', value: "1010 Broadway Ave" },
        { op: "replace", path: 'emails[type eq "work"]', value: { value: "b@example.com", type: "work" } },
        { op: "replace", path: `${enterprise}:manager`, value: { value: "26118915" } },
        { op: "replace", path: "active", value: false },
        { op: "remove", path: 'emails[type eq "work" and value ew "example.com"]' },
        { op: "remove", path: `${userSchema}:nickName` }
      ]
    }
  ],
  [
    "operations on a group",
    "Group",
    "patch",
    {
      schemas: [patchSchema],
      Operations: [
        { op: "add", path: "members", value: [{ display: "Babs Jensen", value: "2819c223" }] },
        { op: "remove", path: 'members[value eq "2819c223"]' },
        { op: "remove", path: "members" },
        { op: "replace", path: "members", value: [] }
      ]
    }
  ]
]

it("is a list of every quirk that has a file, once, and each file has its test", () => {
  expect([...names].sort()).toEqual(filesIn("../../src/compat/quirk", ".ts"))
  expect([...names].sort()).toEqual(filesIn("./quirk", ".test.ts"))
})

describe.each(Compat.quirks.map((quirk): [string, Quirk.Quirk] => [quirk.name, quirk]))("%s", (name, quirk) => {
  const { example, kind } = quirk

  it("says who sends it, what is made of it, and where that was seen", () => {
    expect([...quirk.sentBy, quirk.summary, quirk.source].every((text) => text.trim().length > 2)).toBe(true)
    expect(quirk.sentBy.length).toBeGreaterThan(0)
    expect(quirk.summary.endsWith(".")).toBe(true)
  })

  it("understands its example and says so; without it that is refused, or read otherwise", () => {
    const read = Either.getOrThrow(Reading.example(Reading.tolerant, example))
    const noted = read.notes.map((note) => note.name)
    // Whether a member is known only storage can tell; the note about it is the provider's.
    if (name !== "UnknownMembers") expect(noted).toContain(name)
    const off = Reading.example(Reading.without(quirk), example)
    const notedOff = Either.match(off, { onLeft: () => [], onRight: ({ notes }) => notes.map((note) => note.name) })
    expect(notedOff).not.toContain(name)
  })

  if (kind._tag === "Rewrite" && example._tag === "Body") {
    it("turns its example into what it says, in one go", () => {
      const context: Quirk.Context = { type: types[example.type], message: example.message }
      const { body, notes } = rewrite(quirk, example.before, context)
      expect(body).toEqual(example.after)
      expect(new Set(notes.map((note) => note.name))).toEqual(new Set([name]))
      expect(rewrite(quirk, body, context)).toEqual({ body, notes: [] })
      expect(rewrite(quirk, body, context).body).toBe(body)
    })
  }

  if (kind._tag === "Rewrite") {
    it("takes any JSON, changes nothing the second time, and has notes where it changed something", () => {
      fc.assert(
        fc.property(BodyArbitrary.body, ...BodyArbitrary.context, (before, type, message) => {
          const context: Quirk.Context = { type: types[type], message }
          const { body, notes } = rewrite(quirk, before, context)
          expect(notes.length > 0).toBe(body !== before)
          expect(notes.every((note) => note.name === name)).toBe(true)
          const again = rewrite(quirk, body, context)
          expect(again.body).toBe(body)
          expect(again.notes).toEqual([])
        }),
        { numRuns: 300 }
      )
    })

    it.each(rightBodies)("leaves %s alone", (_, type, message, body) => {
      const read = rewrite(quirk, body, { type: types[type], message })
      expect(read.body).toBe(body)
      expect(read.notes).toEqual([])
    })
  }
})
