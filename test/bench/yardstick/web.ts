/** The answer as servers of web standards give it. */
import * as Lookup from "./Lookup.ts"

export const respond = (statements: Lookup.Statements, { url }: Request): Response | Promise<Response> => {
  const authority = url.indexOf("://") + "://".length
  const start = url.indexOf("/", authority)
  const answered = Lookup.answer(statements, url.slice(start), url.slice(authority, start))
  return typeof answered === "string" ? toResponse(answered) : answered.then(toResponse)
}

const toResponse = (body: string): Response => new Response(body, { headers: { "content-type": Lookup.mediaType } })
