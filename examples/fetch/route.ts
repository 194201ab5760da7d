/** In Next.js: `app/scim/v2/[...path]/route.ts`. */
import { scim } from "./Scim.ts"

const answer = (request: Request): Promise<Response> => scim.fetch(request)

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
