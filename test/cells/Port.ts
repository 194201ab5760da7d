/** Ports of this machine. */
import { createServer } from "node:net"

/** One that nobody listens on. Whoever takes it next is not asked; the system hands them out in turn. */
export const free = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address()
      probe.close(() => resolve(typeof bound === "object" && bound !== null ? bound.port : 0))
    })
  })
