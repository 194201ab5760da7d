/**
 * Many operations in one request.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import assert from "node:assert/strict"
import { type Answer, type Json, type JsonObject, type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

const operations = (...list: ReadonlyArray<Json>): JsonObject => ({ schemas: [urn.bulk], Operations: list })

const send = (scim: Scim, ...list: ReadonlyArray<Json>): Promise<Answer> => scim.post("/Bulk", operations(...list))

const post = (bulkId: string, path: string, data: JsonObject): JsonObject => ({ method: "POST", path, bulkId, data })

const person = (scim: Scim, bulkId: string, more: JsonObject = {}): JsonObject =>
  post(bulkId, "/Users", scim.person(more))

const group = (scim: Scim, bulkId: string, ...members: ReadonlyArray<string>): JsonObject =>
  post(bulkId, "/Groups", {
    schemas: [urn.group],
    displayName: scim.word("Group "),
    members: members.map((value) => ({ value }))
  })

const patch = (path: string, ...list: ReadonlyArray<JsonObject>): JsonObject => ({
  method: "PATCH",
  path,
  data: { schemas: [urn.patchOp], Operations: list }
})

const statuses = (answer: Answer): ReadonlyArray<Json | undefined> =>
  answer.listAt("/Operations").map((_, index) => answer.at(`/Operations/${index}/status`))

/** The path of the resource that an operation of the answer is about. */
const pathOf = (scim: Scim, answer: Answer, index: number): string =>
  answer.textAt(`/Operations/${index}/location`).slice(scim.base.length)

const idOf = (answer: Answer, index: number): string =>
  answer.textAt(`/Operations/${index}/location`).split("/").at(-1) ?? ""

export const bulk = suite(
  "RFC 7644 §3.7 bulk",
  (requirement) => {
    requirement(
      ["7644-3.7-02", "7644-3.7-04", "7644-3.7-11", "7644-3.7.3-04", "7644-3.7-01"],
      "carries out every method on users and groups, and answers each with its status and location",
      async (scim) => {
        const [user, gone] = [await scim.user(), await scim.user()]
        const staff = await scim.groupOf(user.id)
        const answer = await send(
          scim,
          person(scim, "a", { title: "new" }),
          { method: "PUT", path: `/Users/${user.id}`, data: scim.person({ title: "put" }) },
          patch(staff, { op: "replace", path: "displayName", value: "patched" }),
          { method: "DELETE", path: `/Users/${gone.id}` },
          group(scim, "g", user.id)
        )
        answer.expect(200, { schemas: [urn.bulkResponse] })
        assert.deepEqual(statuses(answer), ["201", "200", "200", "204", "201"])
        for (const [index, method] of ["POST", "PUT", "PATCH", "DELETE", "POST"].entries()) {
          answer.expect(200, { Operations: answer.listAt("/Operations") })
          assert.equal(answer.at(`/Operations/${index}/method`), method)
        }
        assert.deepEqual([answer.at("/Operations/0/bulkId"), answer.at("/Operations/4/bulkId")], ["a", "g"])
        assert.equal(answer.at("/Operations/3/location"), `${scim.base}/Users/${gone.id}`)
        const made = (await scim.get(pathOf(scim, answer, 0))).expect(200, { title: "new" })
        assert.equal(made.at("/meta/version"), answer.at("/Operations/0/version"))
        assert.equal(made.at("/meta/location"), answer.at("/Operations/0/location"))
        ;(await scim.get(`/Users/${user.id}`)).expect(200, { title: "put" })
        ;(await scim.get(staff)).expect(200, { displayName: "patched" })
        ;(await scim.get(`/Users/${gone.id}`)).expectError(404)
        assert.deepEqual(await scim.members(pathOf(scim, answer, 4)), [user.id])
      }
    )

    requirement(["7644-3.7.2-01"], "knows a new user by its bulkId in a group, a manager and a PATCH", async (scim) => {
      const staff = await scim.groupOf((await scim.user()).id)
      const answer = await send(
        scim,
        person(scim, "boss"),
        person(scim, "b", {
          schemas: [urn.user, urn.enterprise],
          [urn.enterprise]: { manager: { value: "bulkId:boss" } }
        }),
        group(scim, "g", "bulkId:boss", "bulkId:b"),
        patch(staff, { op: "add", path: "members", value: [{ value: "bulkId:b" }] }),
        patch(staff, { op: "remove", path: 'members[value eq "bulkId:b"]' })
      )
      assert.deepEqual(statuses(answer), ["201", "201", "201", "200", "200"], `${answer}`)
      const [boss, worker] = [idOf(answer, 0), idOf(answer, 1)]
      const read = await scim.get(`/Users/${worker}`)
      assert.equal(read.at(`/${urn.enterprise}/manager/value`), boss)
      assert.deepEqual(await scim.members(pathOf(scim, answer, 2)), [boss, worker].sort())
      assert.equal((await scim.members(staff)).includes(worker), false)
    })

    requirement(
      ["7644-3.7.2-01", "7644-3.7-07"],
      "resolves a reference to what a later operation creates, in values and in paths",
      async (scim) => {
        const answer = await send(
          scim,
          group(scim, "g", "bulkId:late"),
          patch("/Users/bulkId:late", { op: "replace", path: "title", value: "named before it was made" }),
          person(scim, "late", { title: "first" })
        )
        assert.deepEqual(statuses(answer), ["201", "200", "201"], `${answer}`)
        assert.deepEqual(await scim.members(pathOf(scim, answer, 0)), [idOf(answer, 2)])
        ;(await scim.get(pathOf(scim, answer, 2))).expect(200, { title: "named before it was made" })
      }
    )

    requirement(["7644-3.7.1-01"], "resolves circles of two groups, and of many", async (scim) => {
      for (const size of [2, 7]) {
        const ring = Array.from({ length: size }, (_, index) =>
          group(scim, `g${index}`, `bulkId:g${(index + 1) % size}`)
        )
        const answer = await send(scim, ...ring)
        assert.deepEqual(new Set(statuses(answer)), new Set(["201"]), `${answer}`)
        for (let index = 0; index < size; index++) {
          assert.deepEqual(await scim.members(pathOf(scim, answer, index)), [idOf(answer, (index + 1) % size)])
          const read = await scim.get(pathOf(scim, answer, index))
          assert.equal(read.at("/meta/version"), answer.at(`/Operations/${index}/version`))
        }
      }
    })

    requirement(
      ["7644-3.7.1-01", "7644-3.7-09", "7644-3.7-05"],
      "stores nothing of a circle of which one part fails, and says so of each",
      async (scim) => {
        const taken = (await scim.user()).textAt("/userName")
        const name = scim.word("Group ")
        const answer = await send(
          scim,
          post("g", "/Groups", { schemas: [urn.group], displayName: name, members: [{ value: "bulkId:u" }] }),
          person(scim, "u", { userName: taken }),
          person(scim, "other")
        )
        assert.deepEqual(statuses(answer), ["400", "409", "201"], `${answer}`)
        answer.expect(200).lacks("/Operations/0/location", "/Operations/1/location")
        assert.equal(answer.at("/Operations/1/response/scimType"), "uniqueness")
        assert.ok(answer.textAt("/Operations/0/response/detail").includes("operation 2"), `${answer}`)
        ;(await scim.list("/Groups", { filter: `displayName eq "${name}"` })).expect(200, { totalResults: 0 })
        ;(await scim.get(pathOf(scim, answer, 2))).expect(200)
      }
    )

    requirement(
      ["7644-3.7.3-01", "7644-3.7.3-03", "7644-3.7-09", "7644-3.7-05"],
      "goes on after an error, which stands in its place",
      async (scim) => {
        const user = await scim.user()
        const answer = await send(
          scim,
          person(scim, "a", { userName: user.textAt("/userName") }),
          { method: "DELETE", path: `/Users/${scim.word("none")}` },
          patch(`/Users/${user.id}`, { op: "replace", path: "noSuchAttribute.at", value: "x" }),
          person(scim, "b")
        )
        assert.deepEqual(statuses(answer), ["409", "404", "400", "201"], `${answer}`)
        for (const index of [0, 1, 2]) {
          answer.expect(200)
          assert.deepEqual(answer.at(`/Operations/${index}/response/schemas`), [urn.error])
          assert.equal(answer.at(`/Operations/${index}/response/status`), statuses(answer)[index])
        }
        assert.equal(answer.at("/Operations/0/location"), undefined)
        assert.equal(answer.at("/Operations/2/location"), `${scim.base}/Users/${user.id}`)
        ;(await scim.get(pathOf(scim, answer, 3))).expect(200)
      }
    )

    requirement(
      ["7644-3.7.3-02", "7644-3.7-10"],
      "stops after as many errors as the client accepts, and keeps what was done before",
      async (scim) => {
        const taken = (await scim.user()).textAt("/userName")
        const fail = (bulkId: string) => person(scim, bulkId, { userName: taken })
        const list = [person(scim, "a"), fail("b"), person(scim, "c"), fail("d"), person(scim, "e")]
        for (const [failOnErrors, wanted] of [
          [1, ["201", "409"]],
          [2, ["201", "409", "201", "409"]],
          [3, ["201", "409", "201", "409", "201"]]
        ] as const) {
          const names = list.map(() => `${scim.word("bulk-")}@example.org`)
          const fresh = list.map((operation, index) =>
            [1, 3].includes(index)
              ? operation
              : { ...operation, data: { ...(operation.data as JsonObject), userName: names[index] ?? "" } }
          )
          const answer = (await scim.post("/Bulk", { ...operations(...fresh), failOnErrors })).expect(200)
          assert.deepEqual(statuses(answer), wanted, `${answer}`)
          answer.lacks("/failOnErrors")
          for (const [index, userName] of names.entries()) {
            const wasDone = statuses(answer)[index] === "201"
            assert.deepEqual(await scim.userNames(`userName eq "${userName}"`), wasDone ? [userName] : [])
          }
        }
      }
    )

    requirement(["7644-3.7-06"], "takes a version for If-Match", async (scim) => {
      const user = await scim.user()
      const path = `/Users/${user.id}`
      const change = { op: "replace", path: "title", value: "x" }
      const answer = await send(
        scim,
        { ...patch(path, change), version: 'W/"stale"' },
        { ...patch(path, change), version: user.textAt("/meta/version") },
        { method: "PUT", path, version: user.textAt("/meta/version"), data: scim.person() },
        { method: "DELETE", path, version: 'W/"stale"' }
      )
      assert.deepEqual(statuses(answer), ["412", "200", "412", "412"], `${answer}`)
      const read = (await scim.get(path)).expect(200, { title: "x" })
      assert.equal(answer.at("/Operations/1/version"), read.at("/meta/version"))
    })

    requirement(["7644-3.7-07"], "leaves things as the order sent would have left them", async (scim) => {
      const user = await scim.user()
      const userName = user.textAt("/userName")
      const answer = await send(
        scim,
        person(scim, "early", { userName }),
        { method: "DELETE", path: `/Users/${user.id}` },
        person(scim, "late", { userName }),
        patch("/Users/bulkId:late", { op: "replace", path: "title", value: "1" }),
        patch("/Users/bulkId:late", { op: "replace", path: "title", value: "2" })
      )
      assert.deepEqual(statuses(answer), ["409", "204", "201", "200", "200"], `${answer}`)
      const read = (await scim.get(pathOf(scim, answer, 2))).expect(200, { userName, title: "2" })
      for (const index of [2, 3, 4]) assert.equal(answer.at(`/Operations/${index}/version`), read.at("/meta/version"))
    })

    requirement(
      ["7644-3.7-03", "7644-3.7-08", "7644-3.7.2-02"],
      "refuses an operation that lacks something, and that alone",
      async (scim) => {
        const data = scim.person()
        const wrong: ReadonlyArray<readonly [Json, string, string?]> = [
          [{ method: "POST", path: "/Users", data }, "400", "invalidSyntax"],
          [{ method: "POST", path: "/Users", bulkId: "", data }, "400", "invalidSyntax"],
          [{ method: "POST", path: "/Users", bulkId: "x" }, "400", "invalidSyntax"],
          [{ path: "/Users", bulkId: "y", data }, "400", "invalidSyntax"],
          [{ method: "GET", path: "/Users" }, "400", "invalidSyntax"],
          [{ method: "POST", bulkId: "z", data }, "400", "invalidPath"],
          [{ method: "POST", path: "/Pets", bulkId: "p", data }, "400", "invalidPath"],
          [{ method: "POST", path: "/Users/1", bulkId: "q", data }, "400", "invalidPath"],
          [{ method: "DELETE", path: "/Users" }, "400", "invalidPath"],
          [{ method: "DELETE", path: "/Users/bulkId:nobody" }, "400", "invalidValue"],
          [group(scim, "r", "bulkId:nobody"), "400", "invalidValue"],
          ["POST", "400", "invalidSyntax"],
          [person(scim, "s", { userName: "" }), "400", "invalidValue"]
        ]
        const answer = await send(scim, ...wrong.map(([operation]) => operation), person(scim, "good"))
        assert.deepEqual(statuses(answer), [...wrong.map(([, status]) => status), "201"], `${answer}`)
        for (const [index, [, , scimType]] of wrong.entries()) {
          assert.equal(answer.at(`/Operations/${index}/response/scimType`), scimType, `${index}: ${answer}`)
        }
      }
    )

    requirement(["7644-3.7-03"], "refuses two operations of one bulkId, but for the first", async (scim) => {
      const answer = await send(scim, person(scim, "same"), person(scim, "same"), group(scim, "g", "bulkId:same"))
      assert.deepEqual(statuses(answer), ["201", "400", "201"], `${answer}`)
      assert.deepEqual(await scim.members(pathOf(scim, answer, 2)), [idOf(answer, 0)])
    })

    requirement(["7644-3.7-02"], "refuses a body that is no bulk request as a whole", async (scim) => {
      const body = operations(person(scim, "a"))
      for (const wrong of [
        { ...body, schemas: [urn.patchOp] },
        { ...body, schemas: [] },
        { schemas: [urn.bulk] },
        operations(),
        { ...body, Operations: {} },
        []
      ]) {
        ;(await scim.post("/Bulk", wrong)).expectError(400, "invalidSyntax")
      }
      for (const failOnErrors of [0, -1, 1.5, "1"]) {
        ;(await scim.post("/Bulk", { ...body, failOnErrors })).expectError(400, "invalidValue")
      }
      ;(await scim.send({ method: "GET", path: "/Bulk" })).expectError(405)
    })

    requirement(
      ["7644-3.7.4-01", "7644-3.7.4-03", "7644-3.7.4-04", "7644-3.12-11"],
      "refuses one operation more than it announces, and names the number",
      async (scim) => {
        const most = Number((await scim.get("/ServiceProviderConfig")).at("/bulk/maxOperations"))
        const remove = { method: "DELETE", path: `/Users/${scim.word("none")}` }
        const list = Array.from({ length: most + 1 }, () => remove)
        const answer = (await send(scim, ...list)).expectError(413)
        assert.ok(answer.textAt("/detail").includes(String(most)), `${answer}`)
        const taken = await send(scim, ...list.slice(1))
        assert.equal(taken.listAt("/Operations").length, most)
      }
    )

    requirement(
      ["7644-3.7.4-02", "7644-3.7.4-03", "7644-3.12-11"],
      "refuses a body larger than it announces, and names the number",
      async (scim) => {
        const most = Number((await scim.get("/ServiceProviderConfig")).at("/bulk/maxPayloadSize"))
        const padding = " ".repeat(most)
        const answer = await scim.send({ method: "POST", path: "/Bulk", body: `${padding}{}` })
        answer.expectError(413)
        assert.ok(answer.textAt("/detail").includes(String(most)), `${answer}`)
      }
    )

    requirement(
      ["7644-3.7-04", "7644-3.9-01"],
      "shows resources where attributes of them are asked for",
      async (scim) => {
        const user = await scim.user()
        const body = operations(
          person(scim, "a", { title: "x" }),
          patch(`/Users/${user.id}`, { op: "replace", path: "title", value: "y" }),
          group(scim, "g", "bulkId:a"),
          { method: "DELETE", path: `/Users/${user.id}` }
        )
        const answer = (await scim.post("/Bulk?attributes=title,members.value", body)).expect(200)
        assert.deepEqual(answer.at("/Operations/0/response"), { schemas: [urn.user], id: idOf(answer, 0), title: "x" })
        assert.deepEqual(answer.at("/Operations/2/response/members"), [{ value: idOf(answer, 0) }])
        answer.lacks("/Operations/1/response/title", "/Operations/3/response")
        const plain = (await scim.post("/Bulk", operations(person(scim, "a")))).expect(200)
        plain.lacks("/Operations/0/response")
      }
    )

    requirement(
      ["7644-3.7-02", "7644-3.7.3-04"],
      "creates a thousand users, of which some know others",
      async (scim) => {
        const most = Math.min(1_000, Number((await scim.get("/ServiceProviderConfig")).at("/bulk/maxOperations")))
        const mark = scim.word("many-")
        const list = Array.from({ length: most - 1 }, (_, index) => person(scim, `u${index}`, { title: mark }))
        const answer = await send(scim, ...list, group(scim, "g", "bulkId:u0", `bulkId:u${most - 2}`))
        assert.deepEqual(new Set(statuses(answer)), new Set(["201"]), `${answer}`.slice(0, 2_000))
        const found = await scim.list("/Users", { filter: `title eq "${mark}"`, count: 0 })
        found.expect(200, { totalResults: most - 1 })
        const members = await scim.members(pathOf(scim, answer, most - 1))
        assert.deepEqual(members, [idOf(answer, 0), idOf(answer, most - 2)].sort())
      }
    )
  },
  ["bulk"]
)
