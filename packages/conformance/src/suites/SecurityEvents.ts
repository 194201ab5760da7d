/**
 * Security events (RFC 9967): what a receiver is told of changes that a client makes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9967#section-2
 */
import assert from "node:assert/strict"
import type { Token } from "../Feed.ts"
import type { Scim } from "../Scim.ts"
import { suiteOfPrincipals } from "../Suite.ts"

const prefix = "urn:ietf:params:scim:event:"

const urisOf = ({ claims }: Token): ReadonlyArray<string> => Object.keys(Object(claims.events))

/** What the event of that URI says. */
const payload = ({ claims }: Token, uri: string) => Object(Object(claims.events)[uri])

const change = async (scim: Scim, path: string, name: string, value: string | boolean): Promise<void> => {
  ;(await scim.change(path, { op: "replace", path: name, value })).expect([200, 204])
}

export const securityEvents = suiteOfPrincipals("RFC 9967 §2 Security events", (requirement) => {
  requirement(
    ["9967-2-01", "9967-2.2-03", "9967-4-02", "9967-4-03"],
    "announces every event that it tells, by a URI of the registered form",
    async ({ told, feeds: [feed] }) => {
      const config = (await told.get("/ServiceProviderConfig")).expect(200)
      assert.ok(["none", "long", "request"].includes(config.textAt("/securityEvents/asyncRequest").toLowerCase()))
      const announced = config.listAt("/securityEvents/eventUris").map(String)
      const path = `/Users/${(await told.user()).id}`
      await change(told, path, "title", "Binder")
      await change(told, path, "active", false)
      await change(told, path, "active", true)
      ;(await told.delete(path)).expect(204)
      const tokens = await feed.about(path, 5)
      for (const token of tokens) {
        assert.ok(urisOf(token).length > 0)
        for (const uri of urisOf(token)) {
          assert.ok(announced.includes(uri), uri)
          assert.ok(
            ["feed:", "prov:", "misc:"].some((name) => uri.startsWith(prefix + name)),
            uri
          )
          assert.equal(uri.endsWith(":full"), "data" in payload(token, uri), uri)
        }
      }
    }
  )

  requirement(
    ["9967-2.1-01", "9967-2.1-02", "9967-2.1-03", "9967-2.1-04"],
    "names the resource by its path in sub_id, and in no other place",
    async ({ told, feeds: [feed] }) => {
      const { id } = await told.user()
      const [token] = await feed.about(`/Users/${id}`, 1)
      assert.ok(token !== undefined)
      assert.deepEqual(token.claims.sub_id, { format: "scim", uri: `/Users/${id}`, id })
      assert.ok(!("sub" in token.claims))
      for (const uri of urisOf(token)) assert.ok(!("sub_id" in payload(token, uri)))
    }
  )

  requirement(
    ["9967-2.2-02", "9967-2.2-04", "9967-2.2-05"],
    "names the attributes that differ and the version that there is now",
    async ({ told, feeds: [feed] }) => {
      const made = await told.user()
      const path = `/Users/${made.id}`
      await change(told, path, "name.givenName", "Ida")
      const after = await told.get(path)
      const [created, patched] = await feed.about(path, 2)
      assert.ok(created !== undefined && patched !== undefined)
      const [first, second] = [created, patched].map((token) => payload(token, urisOf(token)[0] ?? ""))
      for (const each of [first, second]) assert.ok("attributes" in each && !("data" in each))
      assert.ok(first.attributes.includes("userName"), first.attributes.join())
      assert.deepEqual(second.attributes, ["name"])
      assert.equal(second.version, after.textAt("/meta/version"))
    }
  )

  requirement(["9967-2.1-05"], "tells what one change did in one token", async ({ told, feeds: [feed] }) => {
    const path = `/Users/${(await told.user()).id}`
    await change(told, path, "active", false)
    const [, token] = await feed.about(path, 2)
    assert.ok(token !== undefined)
    assert.deepEqual(urisOf(token), [`${prefix}prov:patch:notice`, `${prefix}prov:deactivate`])
  })

  requirement(
    ["9967-2.2-01"],
    "gives a change the same txn however often and to whomever it is told, and each receiver a jti of its own",
    async ({ told, feeds: [feed, other] }) => {
      const path = `/Users/${(await told.user()).id}`
      const isIt = ({ claims }: Token) => Object(claims.sub_id).uri === path
      const look = async () => (await other.tokens(await other.poll({ returnImmediately: true }))).find(isIt)
      const [once, again, [elsewhere]] = [await look(), await look(), await feed.about(path, 1)]
      assert.ok(once !== undefined && again !== undefined && elsewhere !== undefined)
      assert.deepEqual([again.claims.txn, again.claims.jti], [once.claims.txn, once.claims.jti])
      assert.equal(typeof once.claims.txn, "string")
      assert.equal(elsewhere.claims.txn, once.claims.txn)
      assert.notEqual(elsewhere.claims.jti, once.claims.jti)
      await other.about(path, 1)
    }
  )

  requirement(
    ["9967-2.4.4-01", "9967-2.4.4-02"],
    "tells that something was deleted without more, and as nothing else",
    async ({ told, feeds: [feed] }) => {
      const path = `/Users/${(await told.user()).id}`
      ;(await told.delete(path)).expect(204)
      const [, token] = await feed.about(path, 2)
      assert.deepEqual(token?.claims.events, { [`${prefix}prov:delete`]: {} })
    }
  )

  requirement(["9967-5-03"], "signs tokens by a key that it publishes", async ({ told, feeds: [feed] }) => {
    const [token] = await feed.about(`/Users/${(await told.user()).id}`, 1)
    assert.ok(token !== undefined)
    assert.deepEqual([token.header.typ, token.isSigned], ["secevent+jwt", true])
    assert.equal(token.claims.jti, token.id)
  })
})
