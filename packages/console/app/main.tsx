/** Where the pages begin: what they share is made here and nowhere else. */
import "./style.css"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { isPassing } from "./api/ApiError.ts"
import { csrf, onExpired } from "./api/send.ts"
import { sessionQuery } from "./api/session.ts"
import { makeRouter } from "./router.tsx"

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => isPassing(error) && count < 2, staleTime: 10_000, throwOnError: false }
  }
})

const router = makeRouter(queries)

/** Whoever was here and is no longer known signs in again and comes back to the same page. */
onExpired(() => {
  const wasSignedIn = queries.getQueryData(sessionQuery.queryKey)
  if (!wasSignedIn) return
  const back = router.state.location.href
  csrf.forget()
  queries.removeQueries({ queryKey: sessionQuery.queryKey })
  void router.navigate({ to: "/sign-in", search: { back, ended: true } }).then(() => queries.clear())
})

const element = document.getElementById("console")
if (element !== null) {
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>
  )
}
