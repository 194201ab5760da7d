/**
 * Resources of types of one's own, looked for and changed as those of the RFC are.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5
 */
import assert from "node:assert/strict"
import { type Json, type JsonObject, type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"
import { book, companyUrn, device, found, inventoryUrn, machine } from "./Devices.ts"

export const ownQueries = suite(
  "RFC 7644 §3.4.2 queries on attributes of one's own",
  (requirement) => {
    const stock = async (scim: Scim): Promise<{ readonly mark: string; readonly ids: ReadonlyArray<string> }> => {
      const mark = scim.word("stock")
      const rows: ReadonlyArray<JsonObject> = [
        { ports: 4, price: 10.5, bought: "2025-01-01T00:00:00Z", labels: [mark, "Red"], state: "ordered" },
        {
          ports: 24,
          price: 9.75,
          bought: "2025-01-01T00:30:00+01:00",
          labels: [mark],
          disks: [{ value: "d", gigabytes: 7 }]
        },
        {
          price: 100,
          labels: [mark, "blue"],
          certificate: "AQID",
          disks: [{ value: "D", gigabytes: 9, primary: true }]
        }
      ]
      const ids: Array<string> = []
      for (const row of rows) ids.push((await device(scim, row)).id)
      return { mark, ids }
    }

    requirement(
      ["7644-3.4.2.2-03", "7643-2.3.5-02", "7644-3.4.2.2-30"],
      "filter by values of every type",
      async (scim) => {
        const { mark, ids } = await stock(scim)
        const [a, b, c] = ids
        const cases: ReadonlyArray<readonly [string, ReadonlyArray<string | undefined>]> = [
          ["ports gt 4", [b]],
          ["ports ge 4 and :ports lt 24", [a]],
          ["price lt 10.5", [b]],
          ["price ge 10.5", [a, c]],
          ['bought lt "2025-01-01T00:00:00Z"', [b]],
          ['bought eq "2025-01-01T01:00:00+01:00"', [a]],
          ['labels eq "RED"', [a]],
          ['labels sw "b"', [c]],
          ['state eq "ORDERED"', [a]],
          ['certificate eq "AQID"', [c]],
          ['disks.value eq "d"', [b]],
          ["disks[gigabytes gt 7 and primary eq true]", [c]],
          ["disks[gigabytes gt 7 and primary eq false]", []],
          ["bought pr", [a, b]],
          ["ports eq null", [c]]
        ]
        for (const [comparison, expected] of cases) {
          const inBook = comparison.replace(" and :", ` and ${inventoryUrn}:`)
          const filter = `${inventoryUrn}:labels eq "${mark}" and ${inventoryUrn}:${inBook}`
          assert.deepEqual([...(await found(scim, filter))].sort(), [...expected].sort(), comparison)
        }
      }
    )

    requirement(
      ["7644-3.4.2.3-01", "7644-3.4.2.3-05"],
      "sort by them, those without a value at the end",
      async (scim) => {
        const { mark, ids } = await stock(scim)
        const [a, b, c] = ids
        const filter = `${inventoryUrn}:labels eq "${mark}"`
        const sorted = (sortBy: string, sortOrder = "ascending") =>
          found(scim, filter, { sortBy: `${inventoryUrn}:${sortBy}`, sortOrder })
        assert.deepEqual(await sorted("price"), [b, a, c])
        assert.deepEqual(await sorted("price", "descending"), [c, a, b])
        assert.deepEqual(await sorted("ports"), [a, b, c])
        assert.deepEqual(await sorted("ports", "descending"), [c, b, a])
        assert.deepEqual(await sorted("bought"), [b, a, c])
        assert.deepEqual(await sorted("disks.gigabytes"), [b, c, a])
      }
    )

    requirement(["7644-3.4.2.1-02"], "find them beside users and groups", async (scim) => {
      const { mark, ids } = await stock(scim)
      const answer = (await scim.list("/", { filter: `${inventoryUrn}:labels eq "${mark}"` })).expect(200)
      assert.deepEqual(answer.resources.map((_, index) => answer.at(`/Resources/${index}/id`)).sort(), [...ids].sort())
      ;(await scim.list("/Users", { filter: `${inventoryUrn}:labels eq "${mark}"` })).expectError(400, "invalidFilter")
    })
  },
  ["devices"]
)

export const ownChanges = suite(
  "changes of resources with attributes of one's own",
  (requirement) => {
    requirement(["7644-3.5.2-01", "7644-3.5.2.1-01", "7644-3.5.2.2-02"], "by PATCH, in all its forms", async (scim) => {
      const made = await device(scim, { labels: ["a"], disks: [{ value: "x", gigabytes: 1, primary: true }] })
      const path = `/Devices/${made.id}`
      const changed = await scim.changed(
        path,
        { op: "add", path: `${inventoryUrn}:labels`, value: ["b", "A"] },
        { op: "add", path: `${inventoryUrn}:disks`, value: [{ value: "y", gigabytes: 2, primary: true }] },
        { op: "replace", path: `${inventoryUrn}:disks[value eq "x"].gigabytes`, value: 3 },
        { op: "replace", value: { displayName: "changed", [`${inventoryUrn}:ports`]: 5 } }
      )
      assert.deepEqual(changed.at(`/${inventoryUrn}/disks`), [
        { value: "x", gigabytes: 3, primary: false },
        { value: "y", gigabytes: 2, primary: true }
      ])
      assert.deepEqual([changed.at("/displayName"), book(changed, "ports")], ["changed", 5])
      assert.ok((book(changed, "labels") as ReadonlyArray<Json>).includes("b"))
      const rest = await scim.changed(
        path,
        { op: "remove", path: `${inventoryUrn}:disks[gigabytes lt 3]` },
        { op: "remove", path: `${inventoryUrn}:labels` }
      )
      assert.deepEqual(rest.at(`/${inventoryUrn}/disks/0/value`), "x")
      assert.equal(rest.listAt(`/${inventoryUrn}/disks`).length, 1)
      rest.lacks(`/${inventoryUrn}/labels`)
    })

    requirement(["7644-3.7-06", "7644-3.7.2-01"], "in bulk, with references among them", async (scim) => {
      const answer = await scim.post("/Bulk", {
        schemas: [urn.bulk],
        Operations: [
          { method: "POST", path: "/Devices", bulkId: "d", data: machine(scim, { owner: { value: "bulkId:u" } }) },
          { method: "POST", path: "/Users", bulkId: "u", data: scim.person() },
          { method: "POST", path: "/Devices", bulkId: "e", data: machine(scim, { owner: { value: "bulkId:d" } }) },
          {
            method: "POST",
            path: "/Groups",
            bulkId: "g",
            data: { schemas: [urn.group], displayName: scim.word("g"), members: [{ value: "bulkId:d" }] }
          }
        ]
      })
      answer.expect(200)
      const statuses = answer.listAt("/Operations").map((operation) => Object(operation).status)
      assert.deepEqual(statuses, ["201", "201", "400", "201"], `${answer}`)
      const id = answer.textAt("/Operations/0/location").split("/").at(-1) ?? ""
      const read = (await scim.get(`/Devices/${id}`)).expect(200)
      assert.equal(read.at("/groups/0/value"), answer.textAt("/Operations/3/location").split("/").at(-1))
      const user = answer.textAt("/Operations/1/location").split("/").at(-1)
      assert.equal(read.at(`/${inventoryUrn}/owner/value`), user)
    })

    requirement(["7643-3.3-01", "7643-3.3-03"], "in an extension of users", async (scim) => {
      const buddy = await scim.user()
      const company = {
        badgeNumber: scim.word("B-"),
        hired: "2025-04-01T00:00:00Z",
        desk: { building: "North", floor: 3 },
        skills: ["binding", "Gilding"],
        buddy: { value: buddy.id }
      }
      const made = await scim.user({ schemas: [urn.user, companyUrn], [companyUrn.toUpperCase()]: company })
      made.expect(201, {
        [companyUrn]: { ...company, buddy: { value: buddy.id, $ref: `${scim.base}/Users/${buddy.id}` } }
      })
      const filter = `${companyUrn}:desk.floor ge 3 and ${companyUrn}:skills eq "GILDING" and id eq "${made.id}"`
      assert.deepEqual(await scim.userNames(filter), [made.at("/userName")])
      const again = { [companyUrn]: { badgeNumber: company.badgeNumber } }
      ;(await scim.post("/Users", scim.person(again))).expectError(409, "uniqueness")
      const read = (await scim.get(`/Users/${made.id}?attributes=${companyUrn}:desk.building`)).expect(200)
      assert.deepEqual(read.at(`/${companyUrn}`), { desk: { building: "North" } })
      const rest = await scim.changed(`/Users/${made.id}`, { op: "remove", path: companyUrn })
      rest.lacks(`/${companyUrn}`)
    })

    requirement(["7644-2-06", "7643-4.2-04"], "as members of groups, which hold them like people", async (scim) => {
      const made = await device(scim)
      const path = await scim.groupOf(made.id)
      const group = (await scim.get(path)).expect(200)
      assert.deepEqual(group.at("/members/0/$ref"), `${scim.base}/Devices/${made.id}`)
      assert.deepEqual(group.at("/members/0/type"), "Device")
      const holder = (await scim.get(`/Devices/${made.id}`)).expect(200)
      assert.equal(holder.at("/groups/0/type"), "direct")
      assert.deepEqual(await found(scim, `groups.value eq "${group.id}"`), [made.id])
      ;(await scim.delete(`/Devices/${made.id}`)).expect(204)
      assert.deepEqual(await scim.members(path), [])
    })
  },
  ["devices"]
)
