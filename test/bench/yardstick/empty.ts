/**
 * A server that answers everything with the same bytes as soon as a request is there: what the load can ask of it in a
 * second is what the load can ask at all.
 */
import { createServer } from "node:net"
import { announce } from "./announce.ts"

const body = JSON.stringify({ schemas: [], text: "x".repeat(1_000) })
const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/scim+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`

// A request without a body comes in one piece: the load asks for nothing else here.
const server = createServer({ noDelay: true }, (socket) => {
  socket.on("data", () => socket.write(answer))
  socket.on("error", () => socket.destroy())
})

announce(server)
