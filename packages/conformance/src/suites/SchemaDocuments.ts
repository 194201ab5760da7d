/**
 * The schema documents: that they describe every attribute with the words of RFC 7643 §7, and describe the standard
 * attributes as the server treats them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import assert from "node:assert/strict"
import { at, type Json, type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

const types = ["string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex"]

/** What every resource has, whatever its schema. */
const commonNames = ["schemas", "id", "externalId", "meta"]

interface Described {
  readonly path: string
  readonly attribute: Json
  readonly depth: number
}

/** Every attribute and sub-attribute of every schema, with where it stands. */
const everyAttribute = async (scim: Scim): Promise<ReadonlyArray<Described>> => {
  const answer = (await scim.get("/Schemas")).expect(200)
  const below = (attributes: Json | undefined, prefix: string, depth: number): ReadonlyArray<Described> => {
    if (!Array.isArray(attributes)) return []
    return attributes.flatMap((attribute: Json) => {
      const path = `${prefix} ${String(at(attribute, "/name"))}`
      return [{ path, attribute, depth }, ...below(at(attribute, "/subAttributes"), path, depth + 1)]
    })
  }
  const all = answer.resources.flatMap((schema) => below(at(schema, "/attributes"), String(at(schema, "/id")), 0))
  assert.ok(all.length > 50, "The schemas describe too few attributes to be whole.")
  return all
}

/** Where every attribute of a representation stands, as `everyAttribute` names it; extensions stand under their URN. */
const partsOf = (prefix: string, value: Json | undefined): ReadonlyArray<string> => {
  if (Array.isArray(value)) return value.flatMap((item: Json) => partsOf(prefix, item))
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, part]: [string, Json]) => {
    if (name.startsWith("urn:")) return partsOf(name, part)
    return [`${prefix} ${name}`, ...partsOf(`${prefix} ${name}`, part)]
  })
}

const isName = (name: string): boolean => {
  const letter = (c: string) => (c >= "a" && c <= "z") || (c >= "A" && c <= "Z")
  const later = (c: string) => letter(c) || (c >= "0" && c <= "9") || c === "-" || c === "_" || c === "$"
  const [first, ...rest] = name
  return first !== undefined && (letter(first) || first === "$") && rest.every(later)
}

/** The description of one attribute: `name` or `name.sub`. */
const described = async (scim: Scim, schema: string, path: string): Promise<Json> => {
  let found: Json | undefined = (await scim.get(`/Schemas/${schema}`)).expect(200).body
  for (const [index, name] of path.split(".").entries()) {
    const list = at(found, index === 0 ? "/attributes" : "/subAttributes")
    found = Array.isArray(list) ? list.find((attribute: Json) => at(attribute, "/name") === name) : undefined
  }
  assert.ok(found !== undefined, `${schema} does not describe ${path}`)
  return found
}

const characteristics = (attribute: Json) => ({
  type: at(attribute, "/type"),
  multiValued: at(attribute, "/multiValued"),
  required: at(attribute, "/required"),
  caseExact: at(attribute, "/caseExact"),
  mutability: at(attribute, "/mutability"),
  returned: at(attribute, "/returned"),
  uniqueness: at(attribute, "/uniqueness")
})

export const schemaDocuments = suite("RFC 7643 §7 schema documents", (requirement) => {
  requirement(["7643-2-01", "7643-7-03", "7643-7-11"], "describe each attribute whole", async (scim) => {
    for (const { path, attribute } of await everyAttribute(scim)) {
      assert.equal(typeof at(attribute, "/name"), "string", path)
      assert.equal(typeof at(attribute, "/description"), "string", path)
      assert.equal(typeof at(attribute, "/multiValued"), "boolean", path)
      assert.equal(typeof at(attribute, "/required"), "boolean", path)
      for (const word of ["type", "mutability", "returned"]) {
        assert.equal(typeof at(attribute, `/${word}`), "string", path)
      }
    }
    for (const schema of (await scim.get("/Schemas")).expect(200).resources) {
      assert.equal(typeof at(schema, "/name"), "string", String(at(schema, "/id")))
      assert.equal(typeof at(schema, "/description"), "string", String(at(schema, "/id")))
    }
  })

  requirement(["7643-2-01", "7643-4.1.1-04", "7643-4.1.2-01"], "describe every part of what is shown", async (scim) => {
    const enterprise = { department: "Bindery", manager: { value: (await scim.user()).id } }
    const user = await scim.user({
      name: { givenName: "Ida" },
      title: "Binder",
      addresses: [{ locality: "København" }],
      [urn.enterprise]: enterprise
    })
    const group = (await scim.get(await scim.groupOf(user.id))).expect(200)
    const known = new Set((await everyAttribute(scim)).map(({ path }) => path))
    const shown = [
      ...partsOf(urn.user, (await scim.get(`/Users/${user.id}`)).expect(200).body),
      ...partsOf(urn.group, group.body)
    ]
    const undescribed = shown.filter((path) => !known.has(path) && !commonNames.includes(path.split(" ")[1] ?? ""))
    assert.ok(shown.includes(`${urn.user} groups $ref`) && shown.includes(`${urn.group} members type`), shown.join())
    assert.deepEqual(undescribed, [])
  })

  requirement(["7643-2.1-03"], "name attributes by the grammar", async (scim) => {
    const wrong = (await everyAttribute(scim)).filter(({ attribute }) => !isName(String(at(attribute, "/name"))))
    assert.deepEqual(wrong, [])
  })

  requirement(["7643-7-02", "7643-2.3.1-03"], "use the data types of the RFC and no other", async (scim) => {
    const wrong = (await everyAttribute(scim)).filter(
      ({ attribute }) => !types.includes(String(at(attribute, "/type")))
    )
    assert.deepEqual(wrong, [])
  })

  requirement(["7643-7-04"], "use the defined words for mutability, returned and uniqueness", async (scim) => {
    const words: Readonly<Record<string, ReadonlyArray<string>>> = {
      mutability: ["readOnly", "readWrite", "immutable", "writeOnly"],
      returned: ["always", "never", "default", "request"],
      uniqueness: ["none", "server", "global"]
    }
    for (const { path, attribute } of await everyAttribute(scim)) {
      for (const [characteristic, known] of Object.entries(words)) {
        const found = at(attribute, `/${characteristic}`)
        assert.ok(
          found === undefined || known.includes(String(found)),
          `${path} has ${characteristic} ${String(found)}`
        )
      }
    }
  })

  requirement(["7643-7-05", "7643-2.3.8-01"], "give complex attributes simple sub-attributes", async (scim) => {
    for (const { path, attribute, depth } of await everyAttribute(scim)) {
      const complex = at(attribute, "/type") === "complex"
      const subAttributes = at(attribute, "/subAttributes")
      assert.equal(Array.isArray(subAttributes) && subAttributes.length > 0, complex, path)
      // The Schema schema describes itself, two levels deep.
      if (complex && !path.startsWith(urn.schema)) assert.equal(depth, 0, path)
    }
  })

  requirement(["7643-2.2-15", "7643-2.3.7-04"], "say of references what they refer to, case-exact", async (scim) => {
    for (const { path, attribute } of await everyAttribute(scim)) {
      if (at(attribute, "/type") !== "reference") continue
      const targets = at(attribute, "/referenceTypes")
      assert.ok(Array.isArray(targets) && targets.length > 0, path)
      assert.equal(at(attribute, "/caseExact"), true, path)
    }
  })

  requirement(["7643-7-07"], "list canonical values as texts", async (scim) => {
    for (const { path, attribute } of await everyAttribute(scim)) {
      const values = at(attribute, "/canonicalValues")
      if (values === undefined) continue
      assert.ok(Array.isArray(values) && values.every((value: Json) => typeof value === "string"), path)
    }
  })

  requirement(["7643-7-08", "7643-3.1-13"], "carry the location at which they are read", async (scim) => {
    const answer = (await scim.get("/Schemas")).expect(200)
    assert.ok(answer.resources.length > 0, `${answer}`)
    for (const index of answer.resources.keys()) {
      const location = answer.textAt(`/Resources/${index}/meta/location`)
      ;(await scim.get(location)).expect(200, { id: answer.textAt(`/Resources/${index}/id`) })
    }
  })

  requirement(["7643-7-06", "7643-4.1.1-02"], "describe userName as unique and not case-exact", async (scim) => {
    assert.deepEqual(characteristics(await described(scim, urn.user, "userName")), {
      type: "string",
      multiValued: false,
      required: true,
      caseExact: false,
      mutability: "readWrite",
      returned: "default",
      uniqueness: "server"
    })
  })

  requirement(["7643-7-06"], "describe password as never returned", async (scim) => {
    const { mutability, returned } = characteristics(await described(scim, urn.user, "password"))
    assert.deepEqual({ mutability, returned }, { mutability: "writeOnly", returned: "never" })
  })

  requirement(["7643-7-06"], "describe active as a boolean", async (scim) => {
    const { type, mutability } = characteristics(await described(scim, urn.user, "active"))
    assert.deepEqual({ type, mutability }, { type: "boolean", mutability: "readWrite" })
  })

  requirement(["7643-7-06"], "describe the groups of a user as readOnly", async (scim) => {
    for (const path of ["groups", "groups.value", "groups.$ref", "groups.display", "groups.type"]) {
      assert.equal(at(await described(scim, urn.user, path), "/mutability"), "readOnly", path)
    }
  })

  requirement(["7643-7-06", "7643-4.2-03"], "describe the parts of a member as immutable", async (scim) => {
    const members = characteristics(await described(scim, urn.group, "members"))
    assert.deepEqual([members.type, members.multiValued, members.mutability], ["complex", true, "readWrite"])
    for (const path of ["members.value", "members.$ref", "members.type"]) {
      assert.equal(at(await described(scim, urn.group, path), "/mutability"), "immutable", path)
    }
  })

  requirement(["7643-4.2-02"], "describe the displayName of a group as required", async (scim) => {
    assert.equal(at(await described(scim, urn.group, "displayName"), "/required"), true)
  })

  requirement(["7643-4.3-05"], "describe the manager's displayName as readOnly", async (scim) => {
    assert.equal(at(await described(scim, urn.enterprise, "manager.displayName"), "/mutability"), "readOnly")
  })

  requirement(["7643-3.1-21"], "leave the common attributes to RFC 7643 §3.1", async (scim) => {
    for (const schema of [urn.user, urn.group]) {
      const names = (await scim.get(`/Schemas/${schema}`)).expect(200).listAt("/attributes")
      const common = names
        .map((attribute) => at(attribute, "/name"))
        .filter((name) => commonNames.includes(String(name)))
      assert.deepEqual([names.length > 0, common], [true, []])
    }
    const made = await scim.user({ externalId: scim.word("Ext") })
    const bare = (await scim.list(`/Users/${made.id}`, { excludedAttributes: "id,externalId" })).expect(200)
    assert.deepEqual([bare.at("/id"), bare.at("/externalId")], [made.id, undefined])
    assert.deepEqual(await scim.userNames(`externalId eq "${made.textAt("/externalId").toUpperCase()}"`), [])
  })

  requirement(["7643-3.3-04"], "do not define a core attribute again in an extension", async (scim) => {
    const names = async (schema: string) =>
      (await scim.get(`/Schemas/${schema}`))
        .expect(200)
        .listAt("/attributes")
        .map((each) => at(each, "/name"))
    const [core, extension] = [await names(urn.user), await names(urn.enterprise)]
    assert.ok(core.includes("userName") && extension.includes("department"), extension.join())
    assert.deepEqual(
      extension.filter((name) => core.includes(name)),
      []
    )
  })

  requirement(["7643-2.2-01"], "agree with what the server does where an attribute has the defaults", async (scim) => {
    const { required, caseExact, mutability, returned, uniqueness } = characteristics(
      await described(scim, urn.user, "nickName")
    )
    assert.deepEqual(
      { required, caseExact, mutability, returned, uniqueness },
      { required: false, caseExact: false, mutability: "readWrite", returned: "default", uniqueness: "none" }
    )
    const nickName = scim.word("Nick")
    await scim.user({ nickName })
    const second = await scim.user({ nickName: nickName.toUpperCase() })
    second.expect(201, { nickName: nickName.toUpperCase() })
    assert.equal((await scim.userNames(`nickName eq "${nickName}"`)).length, 2)
    assert.equal(
      (await scim.changed(`/Users/${second.id}`, { op: "remove", path: "nickName" })).at("/nickName"),
      undefined
    )
  })
})
