import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import { badge, document, home, other, work } from "./Babs.ts"
import { add, after, changes, lenient, noTarget, notes, refusals, replace } from "./Patching.ts"

const tags = `${BadgeSchema.urn}:tags`

describe("PATCH of a value that is not there, where the policy is to make it", () => {
  const made = (value: object) => ({ emails: [work, home, value] })

  changes(
    document,
    [
      [
        "makes it from the filter and the sub-attribute",
        replace('emails[type eq "other"].value', "b@example.org"),
        made(other)
      ],
      [
        "makes it from the filter and the value",
        add('emails[type eq "other"]', { value: "b@example.org" }),
        made(other)
      ],
      [
        "makes it from several equalities",
        add('emails[type eq "other" and display eq "B"].value', "b@example.org"),
        made({ ...other, display: "B" })
      ],
      ["makes it from names in any letter case", add('emails[TYPE eq "other"].VALUE', "b@example.org"), made(other)],
      [
        "makes a primary value from a boolean as text",
        replace('roles[primary eq "True"].value', "admin"),
        { roles: [{ primary: true, value: "admin" }] }
      ],
      [
        "moves primary to what it makes",
        add('emails[type eq "other" and primary eq true].value', "b@example.org"),
        { emails: [{ ...work, primary: false }, home, { ...other, primary: true }] }
      ],
      [
        "makes one of what is there already",
        replace('emails[value eq "x"].value', work.value ?? null),
        { emails: [work, home, { value: work.value }] }
      ],
      [
        "makes it once",
        [replace('emails[value eq "x"].value', "y"), replace('emails[value eq "x"].value', "y")],
        made({ value: "y" })
      ],
      ["makes nothing of nothing", replace('emails[type eq "other"].value', null), {}],
      ["makes nothing of null", replace('emails[type eq "other"]', null), {}],
      ["makes nothing of an empty object", replace('emails[type eq "other"]', {}), {}],
      ["makes nothing of empty text", replace('emails[type eq "other"].value', ""), {}],
      ["makes nothing of an empty value", replace('emails[type eq "other"]', { value: "" }), {}],
      ["makes nothing of a value that is null", replace('emails[type eq "other"]', { value: null }), {}],
      [
        "makes simple values",
        add(`${tags}[value eq "blue"]`, "blue"),
        { [BadgeSchema.urn]: { ...badge, tags: ["red", "round", "blue"] } }
      ]
    ],
    { policy: lenient }
  )

  refusals(
    document,
    [
      'emails[type sw "o"]',
      'emails[type eq "other" or type eq "more"]',
      'emails[type eq "other" and type eq "more"]',
      "emails[not (type pr)]",
      `${tags}[value eq "blue"]`
    ].map(
      (path) =>
        [
          `answers noTarget when ${path} describes no value`,
          replace(path, path.startsWith(tags) ? "green" : other),
          noTarget(path)
        ] as const
    ),
    { policy: lenient }
  )

  refusals(
    document,
    [
      [
        "refuses an object where one text is due",
        replace('emails[type eq "other"].value', {}),
        {
          _tag: "InvalidValue",
          detail: "Operation 1: emails.value must be a string, but it is an object.",
          attribute: "emails.value"
        }
      ]
    ],
    { policy: lenient }
  )

  it("notes it", () => {
    const operation = replace('emails[type eq "other"].value', "b@example.org")
    expect(notes(document, operation, { policy: lenient })).toEqual(["NoMatchCreate"])
  })

  it("finds the value that it made", () => {
    const path = 'emails[type eq "other"].value'
    const operations = [replace(path, "a@example.org"), replace(path, "b@example.org")]
    expect(after(document, operations, { policy: lenient })).toEqual({ ...document, ...made(other) })
  })
})
