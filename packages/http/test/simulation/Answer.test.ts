import { describe, expect, it } from "vitest"
import * as Simulation from "../../src/simulation/index.ts"

type Expectation = Simulation.Sequence.Expectation
type Json = Simulation.Sequence.Json
type Received = Simulation.Wire.Received

const received = (status: number, body: Json, headers: Received["headers"] = {}): Received => ({
  status,
  headers: { "content-type": "application/scim+json; charset=utf-8", ...headers },
  text: JSON.stringify(body)
})

const ada = {
  id: "1",
  active: true,
  emails: [{ value: "a@example.com", primary: true }, { value: "b@example.com" }],
  roles: []
}

const met: ReadonlyArray<readonly [string, Expectation]> = [
  ["one of the statuses", { status: [204, 200] }],
  ["a header", { status: 200, headers: { ETag: 'W/"1"' } }],
  ["a part of an object", { status: 200, body: { id: "1" } }],
  ["elements in another order", { status: 200, body: { emails: [{ value: "b@example.com" }, { primary: true }] } }],
  ["an empty array where nothing stands", { status: 200, body: { groups: [] } }],
  ["a place in an array", { status: 200, has: ["/emails/0/primary"] }],
  ["a part of every element", { status: 200, has: ["/emails/*/value"], lacks: ["/emails/*/display"] }],
  ["an empty array as nothing", { status: 200, lacks: ["/roles", "/groups"] }],
  [
    "types",
    { status: 200, types: { "/id": "string", "/active": "boolean", "/emails": "array", "/emails/*": "object" } }
  ],
  ["a length, nothing being none", { status: 200, lengths: { "/emails": 2, "/groups": 0 } }]
]

const missed: ReadonlyArray<readonly [string, Expectation, Simulation.Answer.Complaints]> = [
  ["another status", { status: [201, 204], body: { id: "2" } }, ["Expected 201 or 204, not 200."]],
  ["another header", { status: 200, headers: { ETag: "x" } }, ['Expected the header ETag to be x, not W/"1".']],
  [
    "every difference",
    { status: 200, body: { id: "2", active: "true", name: {} } },
    [
      'Expected "2" at /id, not "1".',
      'Expected "true" at /active, not true.',
      "Expected an object at /name, not nothing."
    ]
  ],
  [
    "an element too many",
    { status: 200, body: { emails: [{ value: "a@example.com" }] } },
    ['Not expected at /emails: {"value":"b@example.com"}.']
  ],
  [
    "an element too few, which another cannot stand for",
    { status: 200, body: { emails: [{ value: "a@example.com" }, { value: "a@example.com" }] } },
    [`Expected an element {"value":"a@example.com"} at /emails; there are ${JSON.stringify(ada.emails)}.`]
  ],
  ["no array", { status: 200, body: { id: ["1"] } }, ['Expected an array at /id, not "1".']],
  [
    "what is not there",
    { status: 200, has: ["/roles", "/emails/*/primary"] },
    ["Nothing stands at /roles.", "Nothing stands at /emails/1/primary."]
  ],
  ["a pointer into an empty array", { status: 200, has: ["/roles/*/value"] }, ["Nothing stands at /roles/*/value."]],
  ["what is there", { status: 200, lacks: ["/emails/*/primary"] }, ["true stands at /emails/0/primary."]],
  ["another type", { status: 200, types: { "/id": "integer" } }, ['Expected integer at /id, not "1".']],
  ["another length", { status: 200, lengths: { "/emails": 1 } }, ["Expected 1 values at /emails, not 2."]],
  ["nothing to capture", { status: 200, capture: { x: "/x" } }, ["Nothing stands at /x."]]
]

describe("Answer.judge", () => {
  const answer = received(200, ada, { etag: 'W/"1"' })

  it.each(met)("finds %s", (_, expected) => {
    expect(Simulation.Answer.judge(answer, expected)).toEqual([])
  })

  it.each(missed)("complains of %s", (_, expected, complaints) => {
    expect(Simulation.Answer.judge(answer, expected)).toEqual(complaints)
  })

  it("asks nothing of the body of a 204", () => {
    expect(
      Simulation.Answer.judge({ status: 204, headers: {}, text: "" }, { status: [200, 204], body: { id: "1" } })
    ).toEqual([])
  })
})

const error = { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "404", detail: "There is none." }
const list = { schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"] }
const page = { ...list, totalResults: 3, startIndex: 1, itemsPerPage: 1, Resources: [{ id: "1" }] }

describe("Answer.judgeAlways", () => {
  it.each([
    ["an error", received(404, error)],
    ["a page", received(200, page)],
    ["what was created", received(201, { meta: { location: "/x" } }, { location: "/x" })],
    ["a 204", { status: 204, headers: {}, text: "" }]
  ])("has nothing against %s", (_, answer) => {
    expect(Simulation.Answer.judgeAlways(answer, "/Users")).toEqual([])
  })

  it("wants no number of the first one where a page was asked for by cursor", () => {
    const { startIndex: _, ...walked } = page
    expect(Simulation.Answer.judgeAlways(received(200, walked), "/Users?count=1&cursor")).toEqual([])
    expect(Simulation.Answer.judgeAlways(received(200, walked), "/Users?count=1")).toEqual([
      "There is no number at /startIndex."
    ])
  })

  it.each<[string, Received, Simulation.Answer.Complaints]>([
    ["a 204 with a body", { status: 204, headers: {}, text: "{}" }, ["A 204 has a body."]],
    ["text that is no JSON", { status: 200, headers: {}, text: "<p>" }, ["The body is no JSON: <p>"]],
    [
      "another media type",
      received(200, {}, { "content-type": "application/json" }),
      ["The Content-Type is application/json."]
    ],
    ["null anywhere", received(200, { a: [{ b: null }] }), ["There is null at /a/0/b."]],
    [
      "an error whose status is a number",
      received(404, { ...error, status: 404 }),
      ['Expected "404" at /status, not 404.']
    ],
    ["an error without detail", received(404, { ...error, detail: "" }), ["The error has no detail."]],
    [
      "what was created without a Location",
      received(201, { meta: { location: "/x" } }),
      ['The Location is undefined, and meta.location "/x".']
    ],
    ["a list without Resources", received(200, { ...list, totalResults: 0 }), ["A list has no Resources."]],
    ["numbers as text", received(200, { ...page, totalResults: "3" }), ["There is no number at /totalResults."]],
    ["a wrong itemsPerPage", received(200, { ...page, itemsPerPage: 100 }), ["itemsPerPage is 100 with 1 resources."]]
  ])("complains of %s", (_, answer, complaints) => {
    expect(Simulation.Answer.judgeAlways(answer, "/Users")).toEqual(complaints)
  })
})
