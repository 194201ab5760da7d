/** What the operating system and the network tell about themselves, for whoever looks after the server. */
import { statfs } from "node:fs/promises"
import { isIP } from "node:net"
import { connect } from "node:tls"
import { Effect } from "effect"

export const freeBytes = (path: string): Effect.Effect<number, Error> =>
  Effect.tryPromise({
    try: async () => {
      const { bavail, bsize } = await statfs(path)
      return bavail * bsize
    },
    catch: (cause) => new Error(`The free space at ${path} cannot be read.`, { cause })
  })

const handshakeMillisMax = 10_000

export const certificateEnd = (host: string, port: number): Effect.Effect<number, Error> =>
  Effect.async<number, Error>((resume) => {
    // A server is told by which name it is meant; an address is none.
    const name = isIP(host) === 0 ? { servername: host } : {}
    const failed = (cause: Error) => resume(Effect.fail(cause))
    // Whether it can be trusted shows where a request is sent; one that cannot has an end too.
    const socket = connect({ host, port, ...name, rejectUnauthorized: false, timeout: handshakeMillisMax }, () => {
      const end = Date.parse(socket.getPeerCertificate().valid_to)
      socket.destroy()
      resume(Number.isNaN(end) ? Effect.fail(new Error("The server shows no certificate.")) : Effect.succeed(end))
    })
    socket.once("error", failed)
    socket.once("timeout", () => socket.destroy(new Error("The handshake took too long.")))
    return Effect.sync(() => socket.destroy())
  })
