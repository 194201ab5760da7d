/** What the ResourceStore port promises of memberships and references, whichever database is below. */
import { it } from "@effect/vitest"
import { ResourceStore } from "@rollcall/provider"
import { Effect, type Layer, Option } from "effect"
import { describe, expect } from "vitest"
import {
  find,
  group,
  insertGroup,
  insertUser,
  members,
  memberships,
  query,
  queryOf,
  remove,
  tenant,
  user
} from "../Fixtures.ts"

/** `all` holds `staff` and u3, `staff` holds `devs` and u1, `devs` holds u1 and u2. */
const nested = Effect.gen(function* () {
  for (const id of ["u1", "u2", "u3", "u4"]) yield* insertUser(id)
  yield* insertGroup("devs", ["u1", "u2"])
  yield* insertGroup("staff", ["devs", "u1"])
  yield* insertGroup("all", ["staff", "u3"])
})

/** Three groups in a ring, one of which holds itself, and a user in each of two. */
const ring = Effect.gen(function* () {
  yield* insertUser("u1")
  yield* insertUser("u2")
  yield* insertGroup("a", ["b", "a", "u1"])
  yield* insertGroup("b", ["c", "u2"])
  yield* insertGroup("c", ["a"])
})

export const contract = (storage: Layer.Layer<ResourceStore>): void => {
  const test = (title: string, body: Effect.Effect<void, unknown, ResourceStore>) =>
    it.effect(title, () => Effect.provide(body, storage))

  describe("memberships", () => {
    test(
      "are answered by resource, in the order of the groups' ids, direct ones and those through other groups",
      Effect.gen(function* () {
        const store = yield* ResourceStore
        yield* nested
        const direct = (value: string) => ({ value, display: value, type: "direct" })
        const indirect = (value: string) => ({ value, display: value, type: "indirect" })
        expect(yield* store.memberships(tenant, ["u1", "u2", "u3", "u4", "devs", "nobody"])).toEqual(
          new Map([
            ["devs", [indirect("all"), direct("staff")]],
            ["u1", [indirect("all"), direct("devs"), direct("staff")]],
            ["u2", [indirect("all"), direct("devs"), indirect("staff")]],
            ["u3", [direct("all")]]
          ])
        )
        expect(yield* store.memberships("other", ["u1"])).toEqual(new Map())
        expect(yield* store.memberships(tenant, [])).toEqual(new Map())
      })
    )

    test(
      "are answered with a resource that is found, and with those of a query that finds few",
      Effect.gen(function* () {
        const store = yield* ResourceStore
        yield* nested
        const held = (id: string, type = user) =>
          Effect.map(store.findHeld(tenant, type, id), (found) =>
            Option.map(found, ({ resource, memberships }) => [resource.id, memberships.get(id)])
          )
        for (const id of ["u1", "u2", "u3", "u4"]) {
          const groups = (yield* store.memberships(tenant, [id])).get(id)
          expect(yield* held(id)).toEqual(Option.some([id, groups]))
          const asked = { ...queryOf(user, { filter: `userName eq "${id}"` }), memberships: true }
          const page = yield* store.query(tenant, asked)
          expect(page.resources.map((resource) => resource.id)).toEqual([id])
          expect(page.memberships?.get(id)).toEqual(groups)
        }
        expect(yield* held("devs", group)).toMatchObject(Option.some(["devs", [{ value: "all" }, { value: "staff" }]]))
        expect(yield* held("devs")).toEqual(Option.none())
        expect(yield* held("nobody")).toEqual(Option.none())
        expect(yield* store.findHeld("other", user, "u1")).toEqual(Option.none())
      })
    )

    test(
      "come to an end where groups hold one another",
      Effect.gen(function* () {
        yield* ring
        expect(yield* memberships("u1")).toEqual(["direct a", "indirect b", "indirect c"])
        expect(yield* memberships("u2")).toEqual(["indirect a", "direct b", "indirect c"])
        expect(yield* memberships("a")).toEqual(["direct a", "indirect b", "direct c"])
      })
    )

    test(
      "are what filters on groups and members find",
      Effect.gen(function* () {
        yield* nested
        const asked = {
          'groups.value eq "staff"': ["u1", "u2"],
          'groups[value eq "staff" and type eq "direct"]': ["u1"],
          'groups.display co "LL"': ["u1", "u2", "u3"],
          "not (groups pr)": ["u4"]
        }
        for (const [filter, ids] of Object.entries(asked)) {
          expect(yield* query(user, { filter }), filter).toEqual({ total: ids.length, ids })
        }
        const filter = 'members.value eq "u1" and members[type eq "Group"]'
        expect(yield* query(group, { filter })).toEqual({ total: 1, ids: ["staff"] })
      })
    )
  })

  describe("removal", () => {
    test(
      "of a member takes it out of its groups, which get a new version",
      Effect.gen(function* () {
        yield* nested
        yield* remove(user, "u1")
        expect(yield* members("devs")).toEqual(["u2"])
        expect(yield* members("staff")).toEqual(["devs"])
        const versions = yield* Effect.forEach(["devs", "staff", "all"], (id) => find(group, id))
        expect(versions.flatMap(Option.toArray).map(({ version, lastModified }) => [version, lastModified])).toEqual([
          [2, 3],
          [2, 3],
          [1, 1]
        ])
        yield* insertUser("u1")
        expect(yield* memberships("u1")).toEqual([])
      })
    )

    test(
      "of a group takes its memberships along, those of its members through it too",
      Effect.gen(function* () {
        yield* nested
        yield* remove(group, "staff", true)
        expect(yield* memberships("u1")).toEqual(["direct devs"])
        expect(yield* members("all")).toEqual(["u3"])
        yield* insertGroup("staff")
        expect(yield* members("staff")).toEqual([])
      })
    )
  })

  test(
    "references say of which type the resources are and how they are called, and leave out what is not there",
    Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("u1", { userName: "u1", displayName: "Öne" })
      yield* insertUser("u2")
      yield* insertGroup("g1")
      expect(yield* store.references(tenant, ["u2", "u1", "g1", "u1", "nobody"])).toEqual(
        new Map([
          ["u1", { type: "User", displayName: "Öne" }],
          ["u2", { type: "User" }],
          ["g1", { type: "Group", displayName: "g1" }]
        ])
      )
      expect(yield* store.references("other", ["u1"])).toEqual(new Map())
      expect(yield* store.references(tenant, [])).toEqual(new Map())
    })
  )
}
