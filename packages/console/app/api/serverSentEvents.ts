/** Server-sent events of an answer that was asked for with more than an `EventSource` can say: the data of each. */

export async function* eventsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ""
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value
    const events = text.split("\n\n")
    text = events.pop() ?? ""
    for (const event of events) {
      const lines = event.split("\n").filter((line) => line.startsWith("data: "))
      if (lines.length > 0) yield lines.map((line) => line.slice("data: ".length)).join("\n")
    }
  }
}
