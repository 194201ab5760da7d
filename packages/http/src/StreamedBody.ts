/**
 * The body of a response that comes bit by bit, on its way to whoever listens to Node's classes. The next bit is asked for
 * when there is room for it, so that a slow client costs no memory, and nothing more is made when the client is gone.
 */

/** What is asked of a writable response. */
export interface Sink {
  write(chunk: Uint8Array): boolean
  end(): unknown
  destroy(): unknown
  once(event: "drain" | "close", listener: () => void): unknown
  off(event: "drain" | "close", listener: () => void): unknown
}

/** Resolves when everything is written or the client is gone. A body that fails breaks the connection off. */
export const pump = async (body: ReadableStream<Uint8Array>, sink: Sink): Promise<void> => {
  const reader = body.getReader()
  let isGone = false
  sink.once("close", () => {
    isGone = true
    reader.cancel().catch(() => {})
  })
  try {
    for (let part = await reader.read(); !part.done && !isGone; part = await reader.read()) {
      if (!sink.write(part.value)) await room(sink, () => isGone)
    }
    sink.end()
  } catch {
    sink.destroy()
  }
}

const room = (sink: Sink, isGone: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (isGone()) return resolve()
    const done = () => {
      sink.off("drain", done)
      sink.off("close", done)
      resolve()
    }
    sink.once("drain", done)
    sink.once("close", done)
  })
