/** The service provider as a function from `Request` to `Response`, made once for the whole process. */
import { Mount } from "@rollcall/http"
import * as MemoryStore from "../store/MemoryStore.ts"

/** Where this one forgets, put a store that your platform has. */
export const scim = await Mount.make(MemoryStore.layer)
