/**
 * Filters: how comparisons are joined, what they find in attributes of every shape, and how texts are prepared.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-5
 */
import assert from "node:assert/strict"
import { table } from "../Among.ts"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const logic = suite(
  "RFC 7644 §3.4.2.2 filter logic",
  (requirement) => {
    const people = {
      ann: { title: "a", displayName: "x" },
      ben: { title: "b", displayName: "x" },
      cat: { title: "c", displayName: "y" },
      dan: {}
    }

    table(requirement, ["7644-3.4.2.2-11"], "and, or, not and parentheses", people, [
      ['title eq "a" and displayName eq "x"', ["ann"]],
      ['title eq "a" or displayName eq "y"', ["ann", "cat"]],
      ['not (title eq "a")', ["ben", "cat", "dan"]],
      ['(title eq "a" or title eq "b") and displayName eq "x"', ["ann", "ben"]],
      ['not (title eq "a" or title eq "b")', ["cat", "dan"]],
      ['not (title eq "a" and displayName eq "x")', ["ben", "cat", "dan"]],
      ['not (not (title eq "a"))', ["ann"]]
    ])

    table(requirement, ["7644-3.4.2.2-12"], "not binds before and, and before or", people, [
      ['title eq "c" or title eq "a" and displayName eq "x"', ["ann", "cat"]],
      ['title eq "a" and displayName eq "x" or title eq "c"', ["ann", "cat"]],
      ['not (title eq "a") and displayName eq "x"', ["ben"]],
      ['title eq "c" or not (title eq "a") and displayName eq "x"', ["ben", "cat"]],
      ['title eq "a" or title eq "b" and displayName eq "y" or title eq "c"', ["ann", "cat"]]
    ])

    table(requirement, ["7644-3.4.2.2-13"], "not stands with or without a blank", people, [
      ['not(title eq "a")', ["ben", "cat", "dan"]],
      ['not (title eq "a")', ["ben", "cat", "dan"]],
      ['displayName eq "x" and not(title eq "a")', ["ben"]]
    ])

    table(
      requirement,
      ["7644-3.4.2.2-11", "7644-3.4.2.2-19"],
      "words inside a text are text",
      { ann: { displayName: "salt and pepper" }, ben: { displayName: "not (a or b)" }, cat: { displayName: "plain" } },
      [
        ['displayName eq "salt and pepper"', ["ann"]],
        ['not (displayName eq "salt and pepper")', ["ben", "cat"]],
        ['displayName eq "not (a or b)" or displayName eq "plain"', ["ben", "cat"]]
      ]
    )

    const phones = {
      ann: {
        phoneNumbers: [
          { value: "11", type: "work" },
          { value: "22", type: "home" }
        ]
      },
      ben: { phoneNumbers: [{ value: "22", type: "work", primary: true }] },
      cat: { phoneNumbers: [{ value: "a:b]c" }] },
      dan: {}
    }

    table(requirement, ["7644-3.4.2.2-14"], "brackets bind conditions to one value", phones, [
      ['phoneNumbers[type eq "work" and value eq "22"]', ["ben"]],
      ['phoneNumbers.type eq "work" and phoneNumbers.value eq "22"', ["ann", "ben"]],
      ['phoneNumbers[type eq "work"]', ["ann", "ben"]],
      ['not (phoneNumbers[type eq "work"])', ["cat", "dan"]],
      ['phoneNumbers[value eq "a:b]c"]', ["cat"]],
      ['phoneNumbers[type eq "home"] and phoneNumbers[type eq "work"]', ["ann"]]
    ])

    table(requirement, ["7644-3.4.2.2-15"], "brackets hold a whole filter", phones, [
      ['phoneNumbers[type eq "home" or primary eq true]', ["ann", "ben"]],
      ['phoneNumbers[not (type eq "work")]', ["ann", "cat"]],
      ["phoneNumbers[type pr]", ["ann", "ben"]],
      ["phoneNumbers[not (type pr)]", ["cat"]],
      ['phoneNumbers[(type eq "work" or type eq "home") and value sw "2"]', ["ann", "ben"]]
    ])

    requirement(["7644-3.4.2.2-15"], "brackets hold no brackets", async (scim) => {
      const filter = 'phoneNumbers[phoneNumbers[value eq "1"]]'
      ;(await scim.list("/Users", { filter })).expectError(400, "invalidFilter")
    })

    table(requirement, ["7644-3.4.2.2-17", "7644-3.4.2.2-18"], "any of several values may match", phones, [
      ['phoneNumbers eq "22"', ["ann", "ben"]],
      ['phoneNumbers co "1"', ["ann"]],
      ['phoneNumbers.value eq "22"', ["ann", "ben"]],
      ['phoneNumbers.type eq "home"', ["ann"]]
    ])

    table(
      requirement,
      ["7644-3.4.2.2-16", "7644-3.10-01", "7644-3.10-03", "7644-3.10-04"],
      "sub-attributes and extensions are named",
      { ann: { name: { familyName: "Lund" } }, ben: { [urn.enterprise]: { department: "Bindery" } } },
      [
        ['name.familyName eq "lund"', ["ann"]],
        [`${urn.user}:name.familyName eq "Lund"`, ["ann"]],
        [`${urn.enterprise}:department eq "Bindery"`, ["ben"]],
        [`${urn.enterprise}:department pr`, ["ben"]],
        [`${urn.enterprise.toLowerCase()}:Department eq "Bindery"`, ["ben"]]
      ]
    )
  },
  ["filter"]
)

export const resources = suite(
  "RFC 7644 §3.4.2.2 filters on what the server holds",
  (requirement) => {
    requirement(["7644-3.4.2.2-24"], "find by schemas and meta", async (scim) => {
      const made = await scim.user({ [urn.enterprise]: { department: "Bindery" } })
      const mine = (filter: string) => scim.userNames(`id eq "${made.id}" and ${filter}`)
      const found = [made.textAt("/userName")]
      assert.deepEqual(await mine('meta.resourceType eq "User"'), found)
      assert.deepEqual(await mine('meta.resourceType eq "Group"'), [])
      assert.deepEqual(await mine(`schemas eq "${urn.enterprise}"`), found)
      assert.deepEqual(await mine('schemas eq "urn:example:none"'), [])
      assert.deepEqual(await mine(`meta.location eq "${made.textAt("/meta/location")}"`), found)
      assert.deepEqual(await mine(`meta.version eq "${made.textAt("/meta/version").replaceAll('"', '\\"')}"`), found)
      assert.deepEqual(await mine(`meta.lastModified ge "${made.textAt("/meta/lastModified")}"`), found)
    })

    requirement(["7644-3.4.2.2-26"], "find groups", async (scim) => {
      const user = await scim.user()
      const displayName = scim.word("Club ")
      const externalId = scim.word("ext")
      const made = await scim.group({ displayName, externalId, members: [{ value: user.id }] })
      const other = await scim.user()
      const find = async (filter: string) =>
        (await scim.list("/Groups", { filter })).expect(200).resources.map((_, index, all) => [index, all.length])
      for (const filter of [
        `displayName eq "${displayName}"`,
        `displayName sw "${displayName.slice(0, -1)}"`,
        `externalId eq "${externalId}"`,
        `id eq "${made.id}"`,
        `members.value eq "${user.id}"`,
        `members eq "${user.id}"`,
        `members[value eq "${user.id}"]`,
        `id eq "${made.id}" and members.value eq "${user.id}"`,
        `id eq "${made.id}" and not (members.value eq "${other.id}")`
      ]) {
        assert.deepEqual([filter, await find(filter)], [filter, [[0, 1]]])
      }
      assert.deepEqual(await find(`members.value eq "${other.id}"`), [])
      assert.deepEqual(await find(`id eq "${made.id}" and not (members pr)`), [])
    })

    requirement(["7644-3.4.2.2-27"], "find by what the server filled in as it shows it", async (scim) => {
      const user = await scim.user()
      const group = (await scim.get(await scim.groupOf(user.id))).expect(200)
      const find = async (filter: string) =>
        (await scim.list("/Groups", { filter: `id eq "${group.id}" and ${filter}` })).expect(200).at("/totalResults")
      assert.equal(group.at("/members/0/type"), "User")
      assert.equal(await find('members.type eq "User"'), 1)
      assert.equal(await find('members.type eq "Group"'), 0)
      assert.equal(await find(`members.$ref eq "${group.textAt("/members/0/$ref")}"`), 1)
      assert.equal(await find("members.$ref pr"), 1)
      assert.equal(await find("meta.created pr"), 1)
    })

    requirement(["7644-3.4.2.2-26", "7644-3.4.2.2-28"], "find users by their groups and managers", async (scim) => {
      const manager = await scim.user()
      const made = await scim.user({ [urn.enterprise]: { manager: { value: manager.id } } })
      const group = (await scim.get(await scim.groupOf(made.id))).expect(200)
      const found = [made.textAt("/userName")]
      assert.deepEqual(await scim.userNames(`groups.value eq "${group.id}"`), found)
      assert.deepEqual(await scim.userNames(`groups.display eq "${group.textAt("/displayName")}"`), found)
      assert.deepEqual(await scim.userNames(`${urn.enterprise}:manager.value eq "${manager.id}"`), found)
      assert.deepEqual(
        await scim.userNames(`id eq "${made.id}" and ${urn.enterprise}:manager eq "${manager.id}"`),
        found
      )
    })
  },
  ["filter"]
)

export const preparation = suite(
  "RFC 7644 §5 preparation of texts",
  (requirement) => {
    requirement(["7644-5-01"], "takes composed and decomposed forms of a userName for one", async (scim) => {
      const word = scim.word()
      const composed = `zo\u00eb.${word}@example.org`
      const decomposed = `zoe\u0308.${word}@example.org`
      ;(await scim.post("/Users", scim.person({ userName: composed }))).expect(201)
      ;(await scim.post("/Users", scim.person({ userName: decomposed }))).expectError(409, "uniqueness")
      assert.deepEqual(await scim.userNames(`userName eq "${decomposed}"`), [composed])
    })

    requirement(["7644-5-01"], "takes fullwidth and plain forms of a userName for one", async (scim) => {
      const word = scim.word()
      ;(await scim.post("/Users", scim.person({ userName: `ida.${word}` }))).expect(201)
      const wide = `\uff49\uff44\uff41.${word}`
      ;(await scim.post("/Users", scim.person({ userName: wide }))).expectError(409, "uniqueness")
      assert.deepEqual(await scim.userNames(`userName eq "${wide}"`), [`ida.${word}`])
    })

    requirement(["7644-5-02"], "takes composed and decomposed forms of any text in a filter for one", async (scim) => {
      const made = await scim.user({ displayName: "Ren\u00e9e" })
      assert.deepEqual(await scim.userNames(`id eq "${made.id}" and displayName eq "Rene\u0301e"`), [
        made.textAt("/userName")
      ])
    })
  },
  ["filter"]
)
