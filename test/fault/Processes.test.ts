/**
 * Several processes on one PostgreSQL database, under parallel creates, PATCHes of one group, and deletes: no update is
 * lost, nothing is there twice, nobody gets a 5xx; and when one process is killed, what any of them acknowledged stays.
 */

import type { Scim } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import { Fleet } from "./Fleet.ts"
import * as Load from "./Load.ts"

const workers = 9
/** A whole number of rounds: of each four users one leaves the group and one is deleted. */
const stepsEach = 16

const cells = Cell.selected().filter(({ storage }) => storage === "postgres")
const [node, deno, bun] = Cell.select("node-postgres,deno-postgres,bun-postgres")

const fleets = [
  { title: "three processes of Node", cells: [node, node, node] },
  { title: "a process of each runtime", cells: [node, deno, bun] }
]

describe.runIf(cells.length > 0).each(fleets)("$title on one database", (given) => {
  let fleet: Fleet
  let group: string

  beforeAll(async () => {
    fleet = await Fleet.start(given.cells.filter((cell) => cell !== undefined))
    group = `/Groups/${(await fleet.send((scim) => scim.group())).id}`
  })

  afterAll(() => fleet?.stop())

  it("let one of many create a userName, whichever process they ask", async () => {
    for (const userName of ["ada@example.com", "bob@example.com", "cyd@example.com"]) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => fleet.send((scim) => scim.post("/Users", scim.person({ userName }))))
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 409)])
    }
  })

  it("keep changes to different attributes of one user", async () => {
    const path = `/Users/${(await fleet.send((scim) => scim.user())).id}`
    const names = ["title", "nickName", "displayName", "locale", "userType", "timezone", "preferredLanguage"]
    for (const value of ["de", "en"]) {
      await Promise.all(
        names.map((name) => fleet.send((scim) => scim.change(path, { op: "replace", path: name, value })))
      )
      const user = (await fleet.send((scim) => scim.get(path))).expect(200)
      expect(names.filter((name) => user.at(`/${name}`) !== value)).toEqual([])
    }
  })

  it("lose and double nothing of what workers change in parallel", async () => {
    const model = new Model(fleet, group)
    await Promise.all(Array.from({ length: workers }, (_, worker) => model.work(`all-${worker}`)))
    for (const scim of fleet.clients) expect(await model.seenBy(scim)).toEqual(model.expected)
    expect(model.expected.userNames.length).toBe((workers * stepsEach * 3) / 4)
    expect(fleet.clients.length).toBe(3)
    expect(fleet.failures).toEqual([])
  })

  it("lose nothing that they acknowledged when one is killed in the middle", async () => {
    const model = new Model(fleet, group)
    const kill = Load.reached(() => model.expected.userNames.length > 2 * workers).then(() =>
      fleet.servers[1]?.end("SIGKILL")
    )
    await Promise.all(Array.from({ length: workers }, (_, worker) => model.work(`some-${worker}`)))
    await kill
    expect(fleet.clients.length).toBe(2)
    for (const scim of fleet.clients) expect(await model.seenBy(scim)).toEqual(model.expected)
    expect(fleet.failures).toEqual([])
  })
})

/** What clients were told, so what every server must show. */
interface State {
  readonly userNames: ReadonlyArray<string>
  readonly members: ReadonlyArray<string>
}

/** Users of one prefix each, who join a group; every fourth of them leaves it again, and every fourth is deleted. */
class Model {
  readonly #users = new Map<string, string>()
  readonly #members = new Set<string>()
  readonly #before: Promise<ReadonlyArray<string>>
  readonly #fleet: Fleet
  readonly #group: string
  #prefix = ""

  constructor(fleet: Fleet, group: string) {
    this.#fleet = fleet
    this.#group = group
    this.#before = this.#membersSeenBy(fleet.clients[0])
  }

  async work(prefix: string): Promise<void> {
    this.#prefix = prefix.slice(0, prefix.indexOf("-"))
    for (let step = 0; step < stepsEach; step++) {
      const id = await this.#create(`${prefix}-${step}@example.com`)
      await this.#patch({ op: "add", path: "members", value: [{ value: id }] })
      this.#members.add(id)
      if (step % 4 === 1) await this.#leave(id)
      if (step % 4 === 3) await this.#delete(id)
    }
  }

  get expected(): State {
    return { userNames: [...this.#users.values()].sort(), members: [...this.#members].sort() }
  }

  async seenBy(scim: Scim): Promise<State> {
    const before = await this.#before
    const members = (await this.#membersSeenBy(scim)).filter((id) => !before.includes(id))
    const filter = `userName sw "${this.#prefix}-"`
    return { userNames: [...(await scim.userNames(filter, { count: 1_000 }))].sort(), members }
  }

  /** A user whose creation was not acknowledged may be there all the same. */
  async #create(userName: string): Promise<string> {
    const answer = await this.#fleet.send(async (scim, again) => {
      const made = await scim.post("/Users", scim.person({ userName }))
      if (!again || made.status !== 409) return made.expect(201)
      return (await scim.list("/Users", { filter: `userName eq "${userName}"` })).expect(200, { totalResults: 1 })
    })
    const id = answer.status === 201 ? answer.id : answer.textAt("/Resources/0/id")
    this.#users.set(id, userName)
    return id
  }

  async #leave(id: string): Promise<void> {
    await this.#patch({ op: "remove", path: `members[value eq "${id}"]` })
    this.#members.delete(id)
  }

  async #patch(operation: Parameters<Scim["change"]>[1]): Promise<void> {
    await this.#fleet.send(async (scim) => (await scim.change(this.#group, operation)).expect([200, 204]))
  }

  async #delete(id: string): Promise<void> {
    const path = `/Users/${id}`
    await this.#fleet.send(async (scim, again) => (await scim.delete(path)).expect(again ? [204, 404] : 204))
    this.#users.delete(id)
    this.#members.delete(id)
  }

  async #membersSeenBy(scim: Scim | undefined): Promise<ReadonlyArray<string>> {
    return scim === undefined ? [] : scim.members(this.#group)
  }
}
