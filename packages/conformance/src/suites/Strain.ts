/**
 * Many at once, and input that means harm: the server keeps its promises and answers in plain 4xx.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-7
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

const times = <A>(size: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: size }, (_, i) => make(i))

export const concurrency = suite("many requests at once", (requirement) => {
  requirement(
    ["7644-3.3-06", "7643-2.2-12"],
    "of twenty creates of one userName one answers 201 and nineteen 409",
    async (scim) => {
      const userName = `${scim.word("race-")}@example.org`
      const names = times(20, (index) => (index % 2 === 0 ? userName : userName.toUpperCase()))
      const answers = await Promise.all(names.map((name) => scim.post("/Users", scim.person({ userName: name }))))
      const made = answers.filter((answer) => answer.status === 201)
      const refused = answers.filter((answer) => answer.status !== 201)
      assert.deepEqual([made.length, refused.length], [1, 19])
      for (const answer of refused) answer.expectError(409, "uniqueness")
      assert.equal((await scim.userNames(`userName eq "${userName}"`)).length, 1)
    }
  )

  requirement(
    ["7644-3.5.2.1-05", "7644-3.1-07"],
    "fifty PATCHes that add members to one group all leave theirs",
    async (scim) => {
      const users = await Promise.all(times(50, () => scim.user()))
      const group = await scim.groupOf()
      const answers = await Promise.all(
        users.map((user) => scim.change(group, { op: "add", path: "members", value: [{ value: user.id }] }))
      )
      for (const answer of answers) answer.expect([200, 204])
      assert.deepEqual(await scim.members(group), users.map((user) => user.id).sort())
    }
  )

  requirement(
    ["7644-3.5.2.2-04", "7644-3.5.2-06"],
    "PATCHes that add and remove at once leave what they should",
    async (scim) => {
      const [staying, leaving, coming] = await Promise.all(
        [10, 10, 10].map((size) => Promise.all(times(size, () => scim.user())))
      )
      const ids = (users: ReadonlyArray<{ readonly id: string }> | undefined) => (users ?? []).map((user) => user.id)
      const group = await scim.groupOf(...ids(staying), ...ids(leaving))
      const answers = await Promise.all([
        ...ids(leaving).map((id) => scim.change(group, { op: "remove", path: `members[value eq "${id}"]` })),
        ...ids(coming).map((value) => scim.change(group, { op: "add", path: "members", value: [{ value }] }))
      ])
      for (const answer of answers) answer.expect([200, 204])
      assert.deepEqual(await scim.members(group), [...ids(staying), ...ids(coming)].sort())
    }
  )

  requirement(["7644-3.5.2-07"], "PATCHes of different attributes of one user are all there", async (scim) => {
    const path = `/Users/${(await scim.user()).id}`
    const attributes = ["title", "nickName", "displayName", "userType", "locale", "timezone", "preferredLanguage"]
    await Promise.all(attributes.map((name) => scim.changed(path, { op: "add", path: name, value: name })))
    ;(await scim.get(path)).expect(200, Object.fromEntries(attributes.map((name) => [name, name])))
  })
})

export const hostileInput = suite("RFC 7644 §7 hostile input", (requirement) => {
  const clean = (name: string, path: string, body: string) =>
    requirement(["7644-7-01", "7644-3.3-07"], `answers a clean 4xx to ${name}`, async (scim) => {
      const answer = await scim.send({ method: "POST", path, body: body.replaceAll("{word}", scim.word()) })
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer}`)
      answer.expectError(answer.status)
      ;(await scim.get("/Users?count=0")).expect(200)
    })
  const user = `"schemas":["${urn.user}"],"userName":"{word}@example.org"`

  clean("a name that stands twice", "/Users", `{${user},"title":"a","title":"b"}`)
  clean("a name that stands twice, escaped once", "/Users", `{${user},"title":"a","t\\u0069tle":"b"}`)
  clean("__proto__", "/Users", `{${user},"__proto__":{"active":true}}`)
  clean("__proto__ inside a value", "/Users", `{${user},"name":{"__proto__":{"givenName":"x"}}}`)
  clean("a NUL in a text", "/Users", `{${user},"title":"a\\u0000b"}`)
  clean("half a surrogate pair", "/Users", `{${user},"title":"a\\ud800b"}`)
  clean("ten thousand arrays in each other", "/Users", `${"[".repeat(10_000)}${"]".repeat(10_000)}`)
  clean("a thousand objects in each other", "/Users", `{${user},"name":${'{"a":'.repeat(1_000)}1${"}".repeat(1_000)}}`)
  clean("a number beyond every bound", "/Users", `{${user},"active":1e999999}`)

  requirement(["7644-7-01"], "answers a clean 4xx to bytes that are no UTF-8", async (scim) => {
    const body = Buffer.concat([Buffer.from(`{${user},"title":"`), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}')])
    const answer = await scim.send({ method: "POST", path: "/Users", body })
    answer.expectError(400)
  })

  const bombs: ReadonlyArray<readonly [name: string, filter: string]> = [
    ["parentheses", `${"(".repeat(5_000)}title pr${")".repeat(5_000)}`],
    ["negations", `${"not (".repeat(1_000)}title pr${")".repeat(1_000)}`],
    ["comparisons", Array.from({ length: 300 }, (_, i) => `title eq "${i}"`).join(" or ")],
    ["brackets", `${"emails[".repeat(200)}value pr${"]".repeat(200)}`],
    ["blanks", `title${" ".repeat(4_000)}pr x`],
    ["text", `title eq "${"a".repeat(12_000)}`],
    ["a NUL", 'title eq "a\u0000b'],
    ["dots", `title${".a".repeat(3_000)} pr`]
  ]
  for (const [name, filter] of bombs) {
    requirement(["7644-7-01", "7644-3.4.2.2-22"], `refuses a filter of endless ${name} at once`, async (scim) => {
      const begin = performance.now()
      const answer = await scim.list("/Users", { filter })
      answer.expectError(400, "invalidFilter")
      assert.ok(performance.now() - begin < 2_000, "It took more than two seconds.")
      ;(await scim.get("/Users?count=0")).expect(200)
    })
  }

  requirement(["7644-7-01"], "takes a filter of a hundred alternatives", async (scim) => {
    const made = await scim.user()
    const filter = [...times(99, (index) => `id eq "${index}"`), `id eq "${made.id}"`].join(" or ")
    assert.deepEqual(await scim.userNames(filter), [made.textAt("/userName")])
  })

  requirement(["7644-7-01"], "treats text that is code as text", async (scim) => {
    for (const title of [
      "'; DROP TABLE resources; --",
      "<%= 7*7 %>",
      "{{7*7}}",
      "<script>alert(1)</script>",
      "../../etc/passwd"
    ]) {
      const made = (await scim.user({ title })).expect(201, { title })
      const filter = `id eq "${made.id}" and title eq ${JSON.stringify(title)}`
      assert.deepEqual(await scim.userNames(filter), [made.textAt("/userName")])
    }
  })

  requirement(["7644-7-01"], "answers a clean 4xx to ids that are code", async (scim) => {
    for (const id of ["%00", "..%2f..%2f", "' OR 1=1 --", "%ff", "a".repeat(5_000)]) {
      const answer = await scim.get(`/Users/${id}`)
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer}`)
    }
    ;(await scim.get("/Users?count=0")).expect(200)
  })
})
