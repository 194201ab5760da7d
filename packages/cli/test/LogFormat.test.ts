import { Note, ScimError } from "@rollcall/core"
import { RequestLog } from "@rollcall/http"
import type { Session } from "@rollcall/provider"
import { Cause, Clock, Console, Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as StandingClock from "../../provider/test/StandingClock.ts"
import * as LogFormat from "../src/LogFormat.ts"

/** What reaches stderr when this is logged at noon on the first day of 2030. */
const logged = async (
  format: LogFormat.LogFormat,
  log: Effect.Effect<void, never, RequestLog.Lines>
): Promise<string> => {
  const lines: Array<string> = []
  const console = await Effect.runPromise(Console.consoleWith(Effect.succeed))
  const unsafe = { ...console.unsafe, error: (line: string) => void lines.push(line) }
  await log.pipe(
    Effect.provide(LogFormat.layer(format)),
    Effect.withConsole({ ...console, unsafe }),
    StandingClock.at(Date.UTC(2030, 0, 1, 12)),
    Effect.runPromise
  )
  return lines.join("\n")
}

const request = Effect.annotateLogs(Effect.logInfo("request"), {
  tenant: "default",
  notes: ["Quirk: read it"],
  ms: 3,
  status: 200,
  path: "/Users",
  method: "GET"
})

const defect = Effect.logError("defect", Cause.die(new Error("it broke")))

describe("a line of the log as JSON", () => {
  it("is one object, with what is looked for first in front", async () => {
    expect(await logged("json", request)).toBe(
      '{"time":"2030-01-01T12:00:00.000Z","level":"INFO","message":"request","method":"GET","path":"/Users","status":200,"ms":3,"notes":["Quirk: read it"],"tenant":"default"}'
    )
  })

  it("stays one line when there is a cause", async () => {
    const line = await logged("json", defect)
    expect(line).not.toContain("\n")
    expect(JSON.parse(line)).toMatchObject({
      level: "ERROR",
      message: "defect",
      cause: expect.stringContaining("Error: it broke")
    })
  })
})

describe("a line of the log as text", () => {
  it("has what is looked for first in front", async () => {
    expect(await logged("text", request)).toBe(
      '2030-01-01T12:00:00.000Z INFO  request method=GET path=/Users status=200 ms=3 notes=["Quirk: read it"] tenant=default'
    )
  })

  it("is followed by the cause", async () => {
    const [line, ...cause] = (await logged("text", defect)).split("\n")
    expect(line).toBe("2030-01-01T12:00:00.000Z ERROR defect")
    expect(cause[0]).toBe("Error: it broke")
  })

  it.each([
    ["a blank", "a b", '"a b"'],
    ["a line end", "a\nINFO forged", '"a\\nINFO forged"'],
    ["a quotation mark", 'a"b', '"a\\"b"'],
    ["nothing", undefined, "null"],
    ["none of that", "a/ü%20=", "a/ü%20="]
  ])("quotes a value with %s", async (_, value, printed) => {
    const line = await logged("text", Effect.annotateLogs(Effect.logInfo("request"), { path: value }))
    expect(line).toBe(`2030-01-01T12:00:00.000Z INFO  request path=${printed}`)
  })
})

describe("the line of a request", () => {
  /** One that says all that such a line can say. */
  const facts = RequestLog.facts(
    {
      id: "5ad6a39c-1",
      method: "PUT",
      path: "/scim/v2/Users/1",
      started: 0,
      resource: "User/1",
      notes: [Note.make("StringBoolean", "Read it.")],
      error: new ScimError.InvalidValue({ detail: "It is wrong." }),
      session: {
        tenant: { id: "default" },
        principal: { _tag: "Administrator", administrator: { id: "t", name: "x" } }
      } as Session.Session
    },
    { status: 400, headers: {} },
    2
  )

  it.each(["json", "text"] as const)("is that of the log, as %s", async (format) => {
    const written = Effect.flatMap(Effect.all([RequestLog.Lines, Clock.currentTimeMillis]), ([lines, now]) =>
      lines.write(facts, now)
    )
    const line = await logged(format, written)
    expect(line).toContain("PUT")
    expect(line).toBe(await logged(format, Effect.annotateLogs(Effect.logInfo("request"), facts)))
  })
})
