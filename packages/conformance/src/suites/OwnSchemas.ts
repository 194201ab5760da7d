/**
 * Resource types and schema extensions of the server's owner: devices with an extension that they must have, and users
 * with one that they may have. `examples/schemas` holds the documents; here is what they make of the server.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-6
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import assert from "node:assert/strict"
import { type Json, type JsonObject, type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"
import { book, companyUrn, device, deviceUrn, inventoryUrn, machine, networkUrn, set } from "./Devices.ts"

export const ownTypes = suite(
  "RFC 7643 §6 resource types of one's own",
  (requirement) => {
    requirement(
      ["7643-6-01", "7643-6-02", "7643-6-03", "7643-6-04", "7643-3.3-04"],
      "are told of where the standard ones are",
      async (scim) => {
        const type = (await scim.get("/ResourceTypes/Device")).expect(200, { endpoint: "/Devices", schema: deviceUrn })
        assert.deepEqual(type.at("/schemaExtensions"), [
          { schema: networkUrn, required: false },
          { schema: inventoryUrn, required: true }
        ])
        for (const id of [deviceUrn, networkUrn, inventoryUrn, companyUrn]) {
          ;(await scim.get(`/Schemas/${id}`)).expect(200, { id, schemas: [urn.schema] })
        }
        const user = await scim.get("/ResourceTypes/User")
        assert.ok(user.listAt("/schemaExtensions").some((extension) => Object(extension).schema === companyUrn))
        ;(await scim.get("/Devices")).expect(200, { schemas: [urn.list] })
        const schema = (await scim.get(`/Schemas/${inventoryUrn}`)).listAt("/attributes")
        const serial = schema.find((attribute) => Object(attribute).name === "serialNumber") as JsonObject
        const { mutability, returned, uniqueness, caseExact, required } = serial
        assert.deepEqual(
          { mutability, returned, uniqueness, caseExact, required },
          { mutability: "immutable", returned: "always", uniqueness: "global", caseExact: true, required: true }
        )
      }
    )

    requirement(["7643-6-06", "7643-2.2-02"], "must have the extensions that they require", async (scim) => {
      const { [inventoryUrn]: _, ...bare } = machine(scim)
      const answer = (await scim.post("/Devices", bare)).expectError(400, "invalidValue")
      assert.ok(answer.textAt("/detail").includes(inventoryUrn), `${answer}`)
      const empty = (await scim.post("/Devices", { ...bare, [inventoryUrn]: { ports: 1 } })).expectError(400)
      assert.ok(empty.textAt("/detail").includes("serialNumber"), `${empty}`)
      const mac = (await scim.post("/Devices", machine(scim, {}, { [networkUrn]: {} }))).expect(201)
      mac.lacks(`/${networkUrn}`)
      const made = await device(scim)
      ;(await scim.change(`/Devices/${made.id}`, { op: "remove", path: inventoryUrn })).expectError(400, "mutability")
      ;(await scim.get(`/Devices/${made.id}`)).expect(200, {
        [inventoryUrn]: { serialNumber: book(made, "serialNumber") ?? "" }
      })
    })

    requirement(
      ["7643-2.3.3-01", "7643-2.3.4-01", "7643-2.3.5-01", "7643-2.3.6-01", "7643-3.3-01"],
      "keep values of every type as they were written",
      async (scim) => {
        const values = {
          serialNumber: scim.word("SN-"),
          labels: ["red", "Ümlaut", "red light"],
          ports: 48,
          price: 1299.9,
          bought: "2025-03-01T08:00:00+01:00",
          certificate: "AQIDBA==",
          state: "inUse",
          disks: [
            { value: "a", gigabytes: 512, primary: true },
            { value: "b", gigabytes: 2048 }
          ]
        }
        const made = await device(scim, values, { [networkUrn]: { deviceMacAddress: macOf(scim) } })
        made.expect(201, { [inventoryUrn]: values })
        const read = (await scim.get(`/Devices/${made.id}`)).expect(200, { [inventoryUrn]: values })
        assert.equal(read.at("/meta/resourceType"), "Device")
        assert.equal(read.at("/meta/location"), `${scim.base}/Devices/${made.id}`)
        assert.deepEqual([...read.listAt("/schemas")].sort(), [deviceUrn, networkUrn, inventoryUrn].sort())
      }
    )

    for (const [name, wrong] of [
      ["ports", 1.5],
      ["ports", "48"],
      ["price", "12"],
      ["bought", "yesterday"],
      ["bought", "2025-02-30T00:00:00Z"],
      ["certificate", "???"],
      ["labels", [1]],
      ["disks", [{ gigabytes: "many" }]]
    ] as ReadonlyArray<readonly [string, Json]>) {
      requirement(
        ["7643-2.3.3-01", "7643-2.3.4-01", "7643-2.3.5-01", "7643-2.3.6-01"],
        `refuse ${JSON.stringify(wrong)} as ${name}, on every way in`,
        async (scim) => {
          const made = await device(scim)
          const answers = [
            await scim.post("/Devices", machine(scim, { [name]: wrong })),
            await scim.put(
              `/Devices/${made.id}`,
              machine(scim, { serialNumber: book(made, "serialNumber") ?? "", [name]: wrong })
            ),
            await scim.change(`/Devices/${made.id}`, set(name, wrong))
          ]
          for (const answer of answers) {
            answer.expectError(400, "invalidValue")
            assert.ok(answer.textAt("/detail").includes(name), `${answer}`)
          }
          ;(await scim.get(`/Devices/${made.id}`)).expect(200).lacks(`/${inventoryUrn}/${name}`)
        }
      )
    }
  },
  ["devices"]
)

const macOf = (scim: Scim): string => scim.word("").slice(0, 12).match(/../g)?.join(":") ?? ""

export const ownCharacteristics = suite(
  "RFC 7643 §7 characteristics of attributes of one's own",
  (requirement) => {
    requirement(["7643-2.2-06", "7644-3.5.1-10", "7644-3.5.2-10"], "immutable: given once, and kept", async (scim) => {
      const made = await device(scim)
      const serialNumber = book(made, "serialNumber") ?? ""
      const path = `/Devices/${made.id}`
      ;(await scim.put(path, machine(scim))).expectError(400, "mutability")
      ;(await scim.change(path, set("serialNumber", "other"))).expectError(400, "mutability")
      ;(await scim.change(path, { op: "add", value: { [inventoryUrn]: { serialNumber: "x" } } })).expectError(
        400,
        "mutability"
      )
      ;(await scim.put(path, machine(scim, { serialNumber, ports: 2 }))).expect(200, { [inventoryUrn]: { ports: 2 } })
      ;(await scim.get(path)).expect(200, { [inventoryUrn]: { serialNumber } })
    })

    requirement(["7643-2.2-07", "7643-2.2-09", "7644-3.4.2.2-30"], "writeOnly: taken and never shown", async (scim) => {
      const made = await device(scim, { pin: "7341-secret" })
      const path = `/Devices/${made.id}`
      const answers = [
        made,
        await scim.get(`${path}?attributes=${inventoryUrn}:pin`),
        await scim.changed(path, set("pin", "9988-secret")),
        await scim.list("/Devices", { filter: `id eq "${made.id}"`, attributes: `${inventoryUrn}:pin,id` })
      ]
      for (const answer of answers) assert.ok(!answer.text.includes("-secret"), `${answer}`)
      ;(await scim.list("/Devices", { filter: `${inventoryUrn}:pin sw "9"` })).expectError(400, "invalidFilter")
    })

    requirement(["7643-2.2-08"], "returned always: shown whatever is asked for", async (scim) => {
      const made = await device(scim, { ports: 3 })
      const serialNumber = book(made, "serialNumber") ?? ""
      for (const query of ["attributes=displayName", `excludedAttributes=${inventoryUrn}:serialNumber,active`]) {
        const answer = (await scim.get(`/Devices/${made.id}?${query}`)).expect(200)
        assert.equal(book(answer, "serialNumber"), serialNumber, `${answer}`)
      }
    })

    requirement(
      ["7643-2.2-11"],
      "returned request: shown where it is asked for, and in the answer to what gave it",
      async (scim) => {
        const made = await device(scim, { note: "scratched" })
        const path = `/Devices/${made.id}`
        const name = `${inventoryUrn}:note`
        assert.equal(book(made, "note"), "scratched")
        assert.equal(book((await scim.get(path)).expect(200), "note"), undefined)
        assert.equal(book((await scim.get(`${path}?attributes=${name}`)).expect(200), "note"), "scratched")
        const filter = `${name} eq "SCRATCHED" and id eq "${made.id}"`
        const listed = (await scim.list("/Devices", { filter })).expect(200, { totalResults: 1 })
        listed.lacks(`/Resources/0/${inventoryUrn}/note`)
        assert.equal(book(await scim.change(path, set("ports", 1)), "note"), undefined)
        assert.equal(book(await scim.change(path, set("note", "mended")), "note"), "mended")
        const serialNumber = book(made, "serialNumber") ?? ""
        const put = await scim.put(path, machine(scim, { serialNumber, note: "put" }))
        assert.equal(book(put.expect(200), "note"), "put")
      }
    )

    requirement(["7643-2.2-12", "7643-2.2-13"], "unique: one value for one device, on every way in", async (scim) => {
      const deviceMacAddress = macOf(scim)
      const network = { [networkUrn]: { deviceMacAddress } }
      const first = await device(scim, {}, network)
      const upper = { [networkUrn]: { deviceMacAddress: deviceMacAddress.toUpperCase() } }
      ;(await scim.post("/Devices", machine(scim, {}, upper))).expectError(409, "uniqueness")
      const serialNumber = book(first, "serialNumber") ?? ""
      ;(await scim.post("/Devices", machine(scim, { serialNumber }))).expectError(409, "uniqueness")
      ;(await scim.post("/Devices", machine(scim, { serialNumber: String(serialNumber).toUpperCase() }))).expect(201)
      const second = await device(scim)
      const take = { op: "add", path: `${networkUrn}:deviceMacAddress`, value: deviceMacAddress }
      ;(await scim.change(`/Devices/${second.id}`, take)).expectError(409, "uniqueness")
      ;(await scim.delete(`/Devices/${first.id}`)).expect(204)
      ;(await scim.change(`/Devices/${second.id}`, take)).expect(200)
    })

    requirement(["7643-2.2-14"], "canonical values: advice, whatever the letter case", async (scim) => {
      ;(await device(scim, { state: "INUSE" })).expect(201, { [inventoryUrn]: { state: "INUSE" } })
      ;(await device(scim, { state: "lost" })).expect(201, { [inventoryUrn]: { state: "lost" } })
    })

    requirement(
      ["7643-2.3.7-01", "7643-2.3.7-02", "7643-2.3.7-03"],
      "references: to what is there, and of the right type",
      async (scim) => {
        const user = await scim.user({ displayName: "Ada" })
        const group = await scim.group()
        const made = await device(scim, { owner: { value: user.id }, keepers: [`${scim.base}/Groups/${group.id}`] })
        const owner = made.at(`/${inventoryUrn}/owner`)
        assert.deepEqual(owner, { value: user.id, $ref: `${scim.base}/Users/${user.id}`, displayName: "Ada" })
        ;(await scim.get(made.textAt(`/${inventoryUrn}/owner/$ref`))).expect(200, { id: user.id })
        const path = `/Devices/${made.id}`
        for (const wrong of [
          { owner: { value: scim.word("none") } },
          { owner: { value: group.id } },
          { keepers: ["https://example.org/somewhere"] },
          { keepers: [`Devices/${made.id}`] }
        ]) {
          const answer = (await scim.post("/Devices", machine(scim, wrong))).expectError(400, "invalidValue")
          assert.ok(answer.textAt("/detail").includes(Object.keys(wrong)[0] ?? ""), `${answer}`)
          const [[name, value] = ["", ""]] = Object.entries(wrong)
          ;(await scim.change(path, set(name, value as Json))).expectError(400, "invalidValue")
        }
        ;(await scim.change(path, set("keepers", [`Users/${user.id}`, `../Groups/${group.id}`]))).expect(200)
        ;(await scim.post("/Users", scim.person({ [companyUrn]: { buddy: { value: "nobody" } } }))).expectError(400)
      }
    )
  },
  ["devices"]
)
