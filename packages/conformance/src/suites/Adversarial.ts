/**
 * Filters on which parsers and their translations to SQL break: each over people of whom it must find some and not
 * others, so that a filter that is read as everything, as nothing or as another one is seen.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import assert from "node:assert/strict"
import { type People, table } from "../Among.ts"
import { suite } from "../Suite.ts"

const people: People = {
  ann: { displayName: "salt and pepper", title: "x", active: true },
  ben: { displayName: "salt", title: "a)b", active: false },
  cat: { displayName: 'a"b', title: "y" },
  dan: { displayName: "100%" },
  eve: { displayName: "100 percent", title: "under_score" },
  fay: { title: "under-score" }
}

const mail = (value: string) => ({ emails: [{ value, type: "work" }] })
const mails: People = { ann: mail("x]y"), ben: mail("a:b"), cat: mail("plain") }

export const adversarial = suite(
  "RFC 7644 §3.4.2.2 filters that break parsers",
  (requirement) => {
    const rows: ReadonlyArray<readonly [ids: ReadonlyArray<string>, filter: string, found: ReadonlyArray<string>]> = [
      [["7644-3.4.2.2-11"], 'not (displayName eq "salt" or title eq "x")', ["cat", "dan", "eve", "fay"]],
      [["7644-3.4.2.2-11"], 'not (not (displayName eq "salt" or title eq "x"))', ["ann", "ben"]],
      [["7644-3.4.2.2-12"], 'not (title eq "x") and not (title eq "y") and title pr', ["ben", "eve", "fay"]],
      [["7644-3.4.2.2-19"], 'displayName eq "salt and pepper"', ["ann"]],
      [["7644-3.4.2.2-19"], 'not (displayName eq "salt and pepper")', ["ben", "cat", "dan", "eve", "fay"]],
      [["7644-3.4.2.2-19"], 'displayName eq "a\\"b"', ["cat"]],
      [["7644-3.4.2.2-19"], 'displayName eq "a\\u0022b"', ["cat"]],
      [["7644-3.4.2.2-19"], '(title eq "a)b")', ["ben"]],
      [["7644-3.4.2.2-19"], '((title eq "a)b") or (title eq "x"))', ["ann", "ben"]],
      [["7644-3.4.2.2-25"], 'displayName co "100%"', ["dan"]],
      [["7644-3.4.2.2-25"], 'not (displayName co "%")', ["ann", "ben", "cat", "eve", "fay"]],
      [["7644-3.4.2.2-25"], 'title co "_"', ["eve"]],
      [["7644-3.4.2.2-25"], 'title sw "under_"', ["eve"]],
      [["7644-3.4.2.2-09"], 'displayName EQ "SALT"', ["ben"]],
      [["7644-3.4.2.2-11", "7643-2.5-01"], 'not (displayName eq "salt")', ["ann", "cat", "dan", "eve", "fay"]],
      [["7644-3.4.2.2-02", "7643-2.5-01"], 'not (displayName ne "salt")', ["ben"]],
      [["7644-3.4.2.2-07", "7643-2.5-01"], 'not (displayName gt "0")', ["fay"]],
      [["7644-3.4.2.2-06"], "not (displayName pr)", ["fay"]]
    ]
    for (const [ids, filter, found] of rows) table(requirement, ids, `finds by ${filter}`, people, [[filter, found]])

    const paths: ReadonlyArray<readonly [filter: string, found: ReadonlyArray<string>]> = [
      ['emails[value eq "x]y"]', ["ann"]],
      ['emails[value eq "a:b"]', ["ben"]],
      ['not (emails[value eq "x]y"])', ["ben", "cat"]],
      ['emails[not (value eq "x]y" or value eq "a:b")]', ["cat"]],
      ['emails.value eq "a:b" or emails.value eq "x]y"', ["ann", "ben"]]
    ]
    for (const [filter, found] of paths) {
      table(requirement, ["7644-3.4.2.2-14", "7644-3.4.2.2-15"], `finds by ${filter}`, mails, [[filter, found]])
    }

    requirement(["7644-3.5.2-04"], 'changes by the path emails[value eq "a:b"].type', async (scim) => {
      const made = await scim.user({ emails: [{ value: "a:b" }, { value: "x]y", type: "work" }] })
      const changed = await scim.changed(
        `/Users/${made.id}`,
        { op: "add", path: 'emails[value eq "a:b"].type', value: "home" },
        { op: "replace", path: 'emails[value eq "x]y"].type', value: "other" }
      )
      assert.deepEqual(changed.at("/emails"), [
        { value: "a:b", type: "home" },
        { value: "x]y", type: "other" }
      ])
    })

    for (const filter of [
      "active eq truetrue",
      "active eq true true",
      'emails[value eq "a:b"].type',
      'not title eq "x"'
    ]) {
      requirement(["7644-3.4.2.2-22"], `refuses ${filter} instead of guessing`, async (scim) => {
        await scim.user()
        ;(await scim.list("/Users", { filter })).expectError(400, "invalidFilter")
      })
    }

    requirement(["7644-3.4.2.2-09", "7644-3.4.2.2-10"], "finds by userName EQ in any letter case", async (scim) => {
      const userName = (await scim.user()).textAt("/userName")
      for (const filter of [`userName EQ "${userName}"`, `USERNAME Eq "${userName.toUpperCase()}"`]) {
        assert.deepEqual(await scim.userNames(filter), [userName])
      }
    })

    requirement(["7644-3.4.2.2-11", "7643-2.5-01"], "finds whoever has no nickName by its negation", async (scim) => {
      const title = scim.word("nick")
      const [named, nameless] = [await scim.user({ title, nickName: "x" }), await scim.user({ title })]
      const mine = (filter: string) => scim.userNames(`title eq "${title}" and ${filter}`)
      assert.deepEqual(await mine('not (nickName eq "x")'), [nameless.textAt("/userName")])
      assert.deepEqual(await mine('nickName eq "x"'), [named.textAt("/userName")])
    })
  },
  ["filter"]
)
