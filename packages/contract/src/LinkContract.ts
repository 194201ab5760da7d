/** What the ResourceStore port promises of memberships and references, whichever database is below. */
import { ResourceStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
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
} from "./Fixtures.ts"

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

export const cases: ReadonlyArray<Case<ResourceStore>> = [
  ...about("memberships", {
    "are answered by resource, in the order of the groups' ids, direct ones and those through other groups": Effect.gen(
      function* () {
        const store = yield* ResourceStore
        yield* nested
        const direct = (value: string) => ({ value, display: value, type: "direct" })
        const indirect = (value: string) => ({ value, display: value, type: "indirect" })
        yield* expect(
          yield* store.memberships(tenant, ["u1", "u2", "u3", "u4", "devs", "nobody"]),
          new Map([
            ["devs", [indirect("all"), direct("staff")]],
            ["u1", [indirect("all"), direct("devs"), direct("staff")]],
            ["u2", [indirect("all"), direct("devs"), indirect("staff")]],
            ["u3", [direct("all")]]
          ])
        )
        yield* expect(yield* store.memberships("other", ["u1"]), new Map())
        yield* expect(yield* store.memberships(tenant, []), new Map())
      }
    ),

    "are answered with a resource that is found, and may be with those of a query": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* nested
      const held = (id: string, type = user) =>
        Effect.map(
          store.findHeld(tenant, type, id),
          Option.map(({ resource, memberships }) => [resource.id, memberships.get(id)])
        )
      for (const id of ["u1", "u2", "u3", "u4"]) {
        const groups = (yield* store.memberships(tenant, [id])).get(id)
        yield* expect(yield* held(id), Option.some([id, groups]))
        const page = yield* store.query(tenant, {
          ...queryOf(user, { filter: `userName eq "${id}"` }),
          memberships: true
        })
        yield* expect(
          page.resources.map((resource) => resource.id),
          [id]
        )
        if (page.memberships !== undefined) yield* expect(page.memberships.get(id), groups)
      }
      const devs = (yield* store.memberships(tenant, ["devs"])).get("devs")
      yield* expect(yield* held("devs", group), Option.some(["devs", devs]))
      yield* expect(yield* held("devs"), Option.none())
      yield* expect(yield* held("nobody"), Option.none())
      yield* expect(yield* store.findHeld("other", user, "u1"), Option.none())
    }),

    "come to an end where groups hold one another": Effect.gen(function* () {
      yield* ring
      yield* expect(yield* memberships("u1"), ["direct a", "indirect b", "indirect c"])
      yield* expect(yield* memberships("u2"), ["indirect a", "direct b", "indirect c"])
      yield* expect(yield* memberships("a"), ["direct a", "indirect b", "direct c"])
    }),

    "are what filters on groups and members find": Effect.gen(function* () {
      yield* nested
      const asked = {
        'groups.value eq "staff"': ["u1", "u2"],
        'groups[value eq "staff" and type eq "direct"]': ["u1"],
        'groups.display co "LL"': ["u1", "u2", "u3"],
        "not (groups pr)": ["u4"]
      }
      for (const [filter, ids] of Object.entries(asked)) {
        yield* expect(yield* query(user, { filter }), { total: ids.length, ids }, filter)
      }
      const filter = 'members.value eq "u1" and members[type eq "Group"]'
      yield* expect(yield* query(group, { filter }), { total: 1, ids: ["staff"] })
    })
  }),

  ...about("a removal", {
    "of a member takes it out of its groups, which get a new version": Effect.gen(function* () {
      yield* nested
      yield* remove(user, "u1")
      yield* expect(yield* members("devs"), ["u2"])
      yield* expect(yield* members("staff"), ["devs"])
      const versions = yield* Effect.forEach(["devs", "staff", "all"], (id) => find(group, id))
      yield* expect(
        versions.flatMap(Option.toArray).map(({ version, lastModified }) => [version, lastModified]),
        [
          [2, 3],
          [2, 3],
          [1, 1]
        ]
      )
      yield* insertUser("u1")
      yield* expect(yield* memberships("u1"), [])
    }),

    "of a group takes its memberships along, those of its members through it too": Effect.gen(function* () {
      yield* nested
      yield* remove(group, "staff", true)
      yield* expect(yield* memberships("u1"), ["direct devs"])
      yield* expect(yield* members("all"), ["u3"])
      yield* insertGroup("staff")
      yield* expect(yield* members("staff"), [])
    })
  }),

  ...about("references", {
    "say of which type the resources are and how they are called, and leave out what is not there": Effect.gen(
      function* () {
        const store = yield* ResourceStore
        yield* insertUser("u1", { userName: "u1", displayName: "Öne" })
        yield* insertUser("u2")
        yield* insertGroup("g1")
        yield* expect(
          yield* store.references(tenant, ["u2", "u1", "g1", "u1", "nobody"]),
          new Map([
            ["u1", { type: "User", displayName: "Öne" }],
            ["u2", { type: "User" }],
            ["g1", { type: "Group", displayName: "g1" }]
          ])
        )
        yield* expect(yield* store.references("other", ["u1"]), new Map())
        yield* expect(yield* store.references(tenant, []), new Map())
      }
    )
  })
]
