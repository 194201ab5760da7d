import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Either } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Vectors from "./Vectors.ts"

const files = {
  "filters.jsonl": [
    { filter: "title pr", expect: "accept" },
    { filter: "title is", expect: "accept" },
    { filter: "title eq x", expect: "tolerate", deviations: ["unquotedString"] },
    { filter: "not title pr", expect: "source-lenient", deviations: ["notWithoutParens"] },
    { filter: "shoeSize eq 9", expect: "accept-syntax-then-error" }
  ],
  "paths.jsonl": [
    { path: "emails[type eq work].value", valid: true, deviations: ["unquotedString"] },
    { path: "name.shoeSize", valid: false, schema: "User+Enterprise" }
  ],
  "filter_matches.jsonl": [
    { filter: 'title eq "a"', resource: { title: "A" }, expected: true, source: "ours" },
    {
      filter: "size gt 1",
      resources: [
        { id: 1, size: 1 },
        { id: 2, size: 2 }
      ],
      expectedIds: [1],
      source: "ours"
    }
  ],
  "patches.jsonl": [
    {
      id: "P1",
      resourceType: "User",
      schemaMode: "core",
      before: { userName: "u" },
      ops: [{ op: "add", path: "title", value: "t" }],
      after: { userName: "u", title: "t" },
      recommended: true
    },
    {
      id: "P2",
      resourceType: "User",
      schemaMode: "free-form",
      before: { userName: "u", shoe: { size: 8 } },
      ops: [{ op: "replace", path: "shoe.size", value: 9 }],
      assert: [{ path: "shoe.size", eq: 10 }],
      recommended: false
    },
    {
      id: "P3",
      resourceType: "Group",
      schemaMode: "core",
      before: null,
      ops: [{ op: "remove" }],
      errorStatus: 400,
      errorScimType: "noTarget",
      recommended: false
    }
  ]
}

const output = `filters.jsonl, RFC grammar: 3 of 4 agree (75.0 %); 1 more leave it open
  filters:2  "title is"
    expected: read
    seen:     Expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr) at character 7 but found "is".

filters.jsonl, wide grammar: 3 of 4 agree (75.0 %); 1 more leave it open
  filters:2  "title is"
    expected: read
    seen:     Expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr) at character 7 but found "is".

paths.jsonl, RFC grammar: 2 of 2 agree (100.0 %)

paths.jsonl, wide grammar: 2 of 2 agree (100.0 %)

filter_matches.jsonl, what matches: 1 of 2 agree (50.0 %)
  filter_matches:2  "size gt 1"
    expected: [1]
    seen:     [2]

patches.jsonl, recommended: 1 of 1 agree (100.0 %)

patches.jsonl, others: 1 of 2 agree (50.0 %)
  P2  [{"op":"replace","path":"shoe.size","value":9}]
    expected: {"path":"shoe.size","eq":10}
    seen:     {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"the-id","userName":"u","shoe":{"size":9}}`

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "vectors-"))
  for (const [file, rows] of Object.entries(files)) {
    writeFileSync(join(dir, file), rows.map((row) => `${JSON.stringify(row)}\n`).join(""))
  }
})

afterEach(() => rmSync(dir, { recursive: true }))

describe("the command that runs vectors", () => {
  it("prints the agreement with each file, and each disagreement by its id", () => {
    expect(Vectors.run([dir])).toEqual(Either.right(output))
  })

  it("says which file it misses in a directory that holds no vectors", () => {
    const detail = "There is no filters.jsonl to read in /nowhere: name the directory of the vectors."
    expect(Vectors.run(["/nowhere"])).toEqual(Either.left(detail))
  })

  it("says which line is no JSON", () => {
    writeFileSync(join(dir, "paths.jsonl"), '{"path":"id","valid":true}\nid\n')
    expect(Vectors.run([dir])).toEqual(Either.left("Line 2 of paths.jsonl is no JSON."))
  })

  it.each([[[]], [["a", "b"]]])("asks for one directory when it is given %j", (args) => {
    expect(Vectors.run(args)).toEqual(Either.left("Name one directory, that of the vectors: npm run vectors -- DIR"))
  })
})
