/**
 * Filters: what each operator means, and what is no filter.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import assert from "node:assert/strict"
import { table } from "../Among.ts"
import { suite } from "../Suite.ts"

const titles = { ann: { title: "Alpha" }, ben: { title: "beta" }, cat: {} }

export const operators = suite(
  "RFC 7644 §3.4.2.2 filter operators",
  (requirement) => {
    table(requirement, ["7644-3.4.2.2-01"], "eq finds equal values", titles, [
      ['title eq "Alpha"', ["ann"]],
      ['title eq "ALPHA"', ["ann"]],
      ['title eq "Alph"', []]
    ])

    table(requirement, ["7644-3.4.2.2-02"], "ne finds values that differ, absent ones among them", titles, [
      ['title ne "alpha" and title pr', ["ben"]],
      ['title ne "alpha"', ["ben", "cat"]]
    ])

    table(requirement, ["7644-3.4.2.2-03", "7644-3.4.2.2-04", "7644-3.4.2.2-05"], "co, sw and ew find parts", titles, [
      ['title co "LPH"', ["ann"]],
      ['title co "a"', ["ann", "ben"]],
      ['title co "zz"', []],
      ['title sw "be"', ["ben"]],
      ['title sw "eta"', []],
      ['title ew "ETA"', ["ben"]],
      ['title ew "bet"', []]
    ])

    table(
      requirement,
      ["7644-3.4.2.2-06"],
      "pr finds attributes with a value",
      { ann: { title: "A", name: { givenName: "Ann" } }, ben: { phoneNumbers: [{ value: "1" }] }, cat: { name: {} } },
      [
        ["title pr", ["ann"]],
        ["name pr", ["ann"]],
        ["name.givenName pr", ["ann"]],
        ["phoneNumbers pr", ["ben"]],
        ["phoneNumbers.type pr", []],
        ["not (title pr)", ["ben", "cat"]]
      ]
    )

    table(
      requirement,
      ["7644-3.4.2.2-07"],
      "gt, ge, lt and le follow the order of texts",
      { ann: { title: "apple" }, ben: { title: "Banana" }, cat: { title: "cherry" }, dan: {} },
      [
        ['title gt "banana"', ["cat"]],
        ['title ge "banana"', ["ben", "cat"]],
        ['title lt "banana"', ["ann"]],
        ['title le "banana"', ["ann", "ben"]]
      ]
    )

    requirement(["7644-3.4.2.2-08"], "gt, ge, lt and le on a boolean or binary are refused", async (scim) => {
      for (const op of ["gt", "ge", "lt", "le"]) {
        ;(await scim.list("/Users", { filter: `active ${op} true` })).expectError(400, "invalidFilter")
        ;(await scim.list("/Users", { filter: `x509Certificates.value ${op} "AAAA"` })).expectError(
          400,
          "invalidFilter"
        )
      }
    })

    table(requirement, ["7644-3.4.2.2-09"], "operators are read in any letter case", titles, [
      ['title EQ "Alpha"', ["ann"]],
      ['title Sw "be"', ["ben"]],
      ['title PR AND NOT (title Eq "alpha")', ["ben"]],
      ['title eq "alpha" Or title eq "beta"', ["ann", "ben"]]
    ])

    table(
      requirement,
      ["7644-3.4.2.2-20"],
      "true, false and null are JSON literals",
      { ann: { active: true }, ben: { active: false, title: "B" } },
      [
        ["active eq true", ["ann"]],
        ["active eq false", ["ben"]],
        ["active ne true", ["ben"]],
        ["title eq null", ["ann"]],
        ["title ne null", ["ben"]]
      ]
    )

    table(
      requirement,
      ["7644-3.4.2.2-19"],
      "texts are JSON strings with escapes",
      {
        ann: { title: 'say "hi"' },
        ben: { title: "back\\slash" },
        cat: { title: "a)b] (c or d" },
        dan: { title: "ünï" }
      },
      [
        ['title eq "say \\"hi\\""', ["ann"]],
        ['title co "\\""', ["ann"]],
        ['title eq "back\\\\slash"', ["ben"]],
        ['(title eq "a)b] (c or d")', ["cat"]],
        ['title eq "\\u00fcn\\u00ef"', ["dan"]],
        ['title sw "\\u0061"', ["cat"]]
      ]
    )

    table(
      requirement,
      ["7644-3.4.2.2-25"],
      "the wildcards of a database mean nothing",
      {
        ann: { title: "100%" },
        ben: { title: "a_b" },
        cat: { title: "axb" },
        dan: { title: "100 per cent" },
        eve: { title: "x*y.z" }
      },
      [
        ['title co "%"', ["ann"]],
        ['title co "100%"', ["ann"]],
        ['title sw "%"', []],
        ['title eq "a_b"', ["ben"]],
        ['title co "_"', ["ben"]],
        ['title co ".*"', []],
        ['title co "*"', ["eve"]],
        ['title ew "\\\\"', []]
      ]
    )

    requirement(["7644-3.4.2.2-21"], "an operator that is none is refused in words", async (scim) => {
      for (const filter of ['userName zz "x"', 'userName = "x"', 'userName == "x"', 'userName like "x"']) {
        const answer = (await scim.list("/Users", { filter })).expectError(400, "invalidFilter")
        assert.notEqual(answer.textAt("/detail"), "")
      }
    })

    const outside = [
      'userName eq "x',
      "userName eq",
      "userName",
      'eq "x"',
      '(userName eq "x"',
      'userName eq "x")',
      'userName eq "x" and',
      'or userName eq "x"',
      'userName eq "x" userName eq "y"',
      'not userName eq "x"',
      "active eq truetrue",
      "title eq 5",
      "active eq tru",
      'emails[type eq "work"',
      'emails type eq "work"]',
      "emails[]",
      "()",
      'userName eq "x" xor title pr',
      'userName eq "\\x"',
      'userName.. eq "x"',
      'userName eq "x" "y"',
      "userName pr pr",
      "[[[[",
      '"userName" eq "x"'
    ]
    for (const filter of outside) {
      requirement(["7644-3.4.2.2-22"], `refuses ${filter}`, async (scim) => {
        ;(await scim.list("/Users", { filter })).expectError(400, "invalidFilter")
      })
    }

    requirement(["7644-3.4.2.2-23"], "never finds everybody by an attribute that no schema has", async (scim) => {
      await scim.user()
      for (const filter of [
        'shoeSize eq "9"',
        "shoeSize pr",
        'not (shoeSize eq "9")',
        'emails.shoeSize eq "9"',
        'urn:example:a:b eq "9"'
      ]) {
        ;(await scim.list("/Users", { filter })).expectError(400, "invalidFilter")
      }
    })
  },
  ["filter"]
)
