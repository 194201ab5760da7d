import { createServer, type RequestListener, type Server } from "node:http"
import * as Simulation from "@rollcall/http/Simulation"
import { afterEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const { run } = await Installation.make()

const servers: Array<Server> = []

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
})

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/scim`
}

describe("simulate", () => {
  it.each(Simulation.Providers.names)(
    "plays %s in front of a Rollcall in memory, which is to its content",
    async (name) => {
      const { status, stdout, stderr } = await run(["simulate", name])
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
      const asked = Simulation.Providers.sequences[name].steps.length
      expect(stdout).toContain("Without --url, this plays in front of a Rollcall in memory, which is gone afterwards.")
      expect(stdout.split("\n").filter((line) => line.startsWith("ok "))).toHaveLength(asked)
      expect(stdout).toContain(`would be content: ${asked} of ${asked} answers are what it needs.`)
    }
  )

  it("leaves nobody behind", async () => {
    const { stdout } = await run(["simulate", "okta", "--json"])
    const lines: ReadonlyArray<Record<string, unknown>> = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    const created = lines.filter(({ method, status }) => method === "POST" && status === 201)
    const gone = lines.filter(
      ({ method, status, isGone }) => isGone === true || (method === "DELETE" && status === 204)
    )
    expect([created.length, gone.length]).toEqual([3, 3])
    expect(lines.at(-1)).toMatchObject({ content: true, left: [] })
  })

  it("shows bodies where they are asked for", async () => {
    const { stdout } = await run(["simulate", "google", "--verbose"])
    expect(stdout).toContain('      > {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada.')
    expect(stdout).toContain('      < {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]')
  })

  it("says what a server does wrong, goes on, and deletes what it has created all the same", async () => {
    const asked: Array<string> = []
    const url = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      const body = request.method === "POST" ? { id: `r${asked.length}` } : {}
      const status = request.method === "POST" ? 201 : request.method === "DELETE" ? 500 : 200
      response.writeHead(status, { "content-type": "application/scim+json" }).end(JSON.stringify(body))
    })
    const { status, stdout, stderr } = await run(["simulate", "google", "--url", `${url}/`, "--token", "secret"])
    expect(status).toBe(1)
    expect(stdout).toContain("FAIL  GET    200  look for ada")
    expect(stdout).toContain("Expected 0 at /totalResults, not nothing.")
    // It is captured from an answer that was not as it must be.
    expect(stdout).toContain("-     suspend: not tried, for want of what a request before should have made")
    expect(asked.at(-1)).toBe("DELETE /scim/Users/r3")
    expect(stdout).toContain("LEFT  /Users/r3")
    expect(stderr).toMatch(
      /^rollcall: Google would stumble over \d+ of 10 answers, .* Delete by hand what is left: \/Users\/r3\.\n$/
    )
  })

  it("ends at once where the token is refused, or nobody answers", async () => {
    let count = 0
    const url = await serve((_, response) => {
      count += 1
      response.writeHead(401).end()
    })
    const words = ["simulate", "okta", "--token", "secret", "--url"]
    expect(await run([...words, url])).toMatchObject({ status: 1 })
    expect(count).toBe(1)
    await new Promise((resolve) => servers.pop()?.close(resolve))
    const { stderr } = await run([...words, url])
    expect(stderr).toContain(`rollcall: --url must name a SCIM server, but ${url} does not answer: `)
  })

  it.each([
    [["--url", "scim.example.com", "--token", "x"], "--url must be the SCIM base of a server"],
    [["--url", "https://scim.example.com"], "--url needs --token, or ROLLCALL_TOKEN"]
  ])("refuses %j", async (words, message) => {
    const { status, stderr } = await run(["simulate", "okta", ...words])
    expect(status).toBe(1)
    expect(stderr).toContain(message)
  })
})
