/**
 * The User resource and its enterprise extension, attribute by attribute.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.1
 */
import assert from "node:assert/strict"
import { type JsonObject, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

/** A self-signed certificate in DER form, in base64. */
const certificate =
  "MIIBfDCCASOgAwIBAgIUOIGToIQBSQvtIItnB2COyuslURswCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwISWRhIEx1bmQwIBcNMjYxMTI0MDMxNTUwWhgPMjEyNjEwMzEwMzE1NTBaMBMxETAPBgNVBAMMCElkYSBMdW5kMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbObualw7oGSNIRKjajGQtDC2Cn8NnbQjploYM4mVkE/Ba7Y9uqHK0IBoInOzLdUnt1qJ26a2Kc4/nzNtp8JkxqNTMFEwHQYDVR0OBBYEFA9CtjTPa/ieyBcIUetDv5i5gHHQMB8GA1UdIwQYMBaAFA9CtjTPa/ieyBcIUetDv5i5gHHQMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgTykqeyIaJKvfqL0Lf7fXCSRFrIYDlOZiS75Hvrx3TrACIBYJShYnuL3KNKi3rMLTmrXJzyFTJjvaQA1gnDk7PXwU"

export const users = suite("RFC 7643 §4.1 User", (requirement) => {
  const comesBack = (ids: ReadonlyArray<string>, name: string, attributes: JsonObject) =>
    requirement(ids, `gives back ${name} as it came`, async (scim) => {
      const made = (await scim.user(attributes)).expect(201, attributes)
      ;(await scim.get(`/Users/${made.id}`)).expect(200, attributes)
      const put = { ...scim.person(), ...attributes }
      ;(await scim.put(`/Users/${made.id}`, put)).expect(200, attributes)
    })

  comesBack(["7643-4.1.1-03", "7643-4.1.1-13"], "the parts of a name", {
    name: {
      formatted: "Dr. Ida Maria Lund Jr.",
      familyName: "Lund",
      givenName: "Ida",
      middleName: "Maria",
      honorificPrefix: "Dr.",
      honorificSuffix: "Jr."
    }
  })

  comesBack(["7643-4.1.1-04"], "the single texts", {
    displayName: "Ida Lund",
    nickName: "Ida",
    profileUrl: "https://people.example.org/ida",
    title: "Head Binder",
    userType: "Employee",
    preferredLanguage: "da, en-gb;q=0.8",
    locale: "da-DK",
    timezone: "Europe/Copenhagen"
  })

  comesBack(["7643-4.1.1-12"], "a locale with an underscore", { locale: "en_US" })

  comesBack(["7643-4.1.2-01", "7643-2.4-04"], "the multi-valued attributes", {
    emails: [
      { value: "ida@work.example.org", type: "work", primary: true },
      { value: "ida@home.example.org", type: "home" }
    ],
    ims: [{ value: "ida", type: "xmpp" }],
    entitlements: [{ value: "press" }],
    roles: [{ value: "binder", display: "Binder" }]
  })

  comesBack(["7643-4.1.2-02"], "canonical e-mail addresses", {
    emails: [{ value: "ida.lund+books@example.org", type: "work", primary: true }]
  })

  comesBack(["7643-4.1.2-09"], "canonical telephone numbers and message addresses", {
    phoneNumbers: [{ value: "tel:+45-33-12-34-56", type: "work", primary: true }],
    ims: [{ value: "idalund", type: "skype" }]
  })

  comesBack(["7643-4.1.2-10"], "the URIs of photos", {
    photos: [{ value: "https://people.example.org/ida.png", type: "photo" }]
  })

  comesBack(["7643-4.1.2-05", "7643-4.1.2-07"], "addresses with line breaks", {
    addresses: [
      {
        type: "work",
        formatted: "Bogbindergade 7\n1112 København K\nDanmark",
        streetAddress: "Bogbindergade 7",
        locality: "København",
        region: "Hovedstaden",
        postalCode: "1112",
        country: "DK",
        primary: true
      }
    ]
  })

  comesBack(["7643-4.1.2-08"], "a certificate", { x509Certificates: [{ value: certificate }] })

  requirement(
    ["7643-4.1.1-01"],
    "refuses a userName that is empty, null or not there, and says which",
    async (scim) => {
      const { userName: _, ...without } = scim.person()
      for (const body of [without, { ...without, userName: "" }, { ...without, userName: null }]) {
        const answer = (await scim.post("/Users", body)).expectError(400, "invalidValue")
        assert.ok(answer.textAt("/detail").includes("userName"), `${answer}`)
      }
    }
  )

  requirement(["7643-4.1.1-05"], "keeps active and lets it be switched", async (scim) => {
    const made = (await scim.user({ active: true })).expect(201, { active: true })
    const path = `/Users/${made.id}`
    ;(await scim.changed(path, { op: "replace", path: "active", value: false })).expect(200, { active: false })
    assert.deepEqual(await scim.userNames(`id eq "${made.id}" and active eq false`), [made.textAt("/userName")])
    ;(await scim.changed(path, { op: "replace", value: { active: true } })).expect(200, { active: true })
    ;(await scim.user({ active: false })).expect(201, { active: false })
  })

  requirement(["7643-4.1.1-07"], "gives no way to guess a password by filters", async (scim) => {
    const made = await scim.user({ password: "Secret-42" })
    for (const comparison of ['sw "S"', 'eq "Secret-42"', "pr", 'co "42"']) {
      const answer = await scim.list("/Users", { filter: `id eq "${made.id}" and password ${comparison}` })
      answer.expectError(400, "invalidFilter")
    }
  })

  requirement(
    ["7643-4.1.1-08", "7644-3.5.1-05"],
    "takes a new password at any time and does not show it",
    async (scim) => {
      const made = await scim.user({ password: "Secret-42" })
      const path = `/Users/${made.id}`
      ;(await scim.changed(path, { op: "replace", path: "password", value: "Secret-43" })).lacks("/password")
      ;(await scim.put(path, scim.person({ password: "Secret-44" }))).expect(200).lacks("/password")
    }
  )

  requirement(["7643-4.1.2-03", "7644-3.5.1-03"], "lets groups be changed through groups only", async (scim) => {
    const group = await scim.group()
    const made = await scim.user({ groups: [{ value: group.id }] })
    const path = `/Users/${made.id}`
    made.lacks("/groups")
    ;(await scim.put(path, scim.person({ groups: [{ value: group.id }] }))).expect(200).lacks("/groups")
    const patch = await scim.change(path, { op: "add", path: "groups", value: [{ value: group.id }] })
    patch.expectError(400, "mutability")
    assert.deepEqual(await scim.members(`/Groups/${group.id}`), [])
  })

  requirement(["7643-4.1.2-04", "7643-4.1.2-06"], "lists the groups that hold the user", async (scim) => {
    const user = await scim.user()
    const inner = (await scim.get(await scim.groupOf(user.id))).expect(200)
    const outer = (await scim.get(await scim.groupOf(inner.id))).expect(200)
    const read = (await scim.get(`/Users/${user.id}`)).expect(200)
    const groups = read.listAt("/groups").map((_, index) => ({
      value: read.at(`/groups/${index}/value`),
      type: read.at(`/groups/${index}/type`),
      display: read.at(`/groups/${index}/display`),
      $ref: read.at(`/groups/${index}/$ref`)
    }))
    const expected = [
      { group: inner, type: "direct" },
      { group: outer, type: "indirect" }
    ].map(({ group, type }) => ({
      value: group.id,
      type,
      display: group.at("/displayName"),
      $ref: group.at("/meta/location")
    }))
    const byType = (a: { readonly type: unknown }, b: { readonly type: unknown }) =>
      String(a.type).localeCompare(String(b.type))
    assert.deepEqual(groups.sort(byType), expected.sort(byType))
    ;(await scim.changed(`/Groups/${inner.id}`, { op: "remove", path: `members[value eq "${user.id}"]` })).lacks(
      "/members"
    )
    ;(await scim.get(`/Users/${user.id}`)).expect(200).lacks("/groups")
  })
})

export const enterpriseUsers = suite("RFC 7643 §4.3 enterprise extension", (requirement) => {
  requirement(["7643-4.3-03", "7643-4.3-04"], "keeps the manager and gives its URI", async (scim) => {
    const manager = await scim.user({ displayName: "Boss" })
    const made = await scim.user({ [urn.enterprise]: { manager: { value: manager.id } } })
    const read = (await scim.get(`/Users/${made.id}`)).expect(200, {
      [urn.enterprise]: { manager: { value: manager.id } }
    })
    assert.equal(read.at(`/${urn.enterprise}/manager/$ref`), manager.at("/meta/location"))
  })

  requirement(["7643-2.4-08", "7643-2.3.7-01"], "takes a URI with and without the version for one", async (scim) => {
    const manager = (await scim.user()).expect(201)
    const location = manager.textAt("/meta/location")
    for (const $ref of [location, location.replace("/v2/", "/"), `../Users/${manager.id}`]) {
      const made = await scim.user({ [urn.enterprise]: { manager: { $ref } } })
      made.expect(201, { [urn.enterprise]: { manager: { value: manager.id, $ref: location } } })
    }
  })

  requirement(["7643-4.3-05"], "takes the manager's displayName from the manager", async (scim) => {
    const manager = await scim.user({ displayName: "The Real Boss" })
    const made = await scim.user({ [urn.enterprise]: { manager: { value: manager.id, displayName: "Somebody" } } })
    const shown = (await scim.get(`/Users/${made.id}`)).expect(200).at(`/${urn.enterprise}/manager`)
    assert.deepEqual(shown, { value: manager.id, $ref: manager.at("/meta/location"), displayName: "The Real Boss" })
  })
})
