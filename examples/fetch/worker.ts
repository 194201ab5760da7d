/** What runs modules with a `fetch`: Bun, `deno serve`, and workers. */
import { scim } from "./Scim.ts"

export default { fetch: (request: Request): Promise<Response> => scim.fetch(request) }
