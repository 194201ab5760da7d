/** Going away: out of this browser, or out of all of them. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { call } from "../api/call.ts"
import { csrf } from "../api/send.ts"

export const useLeave = (where: "signOut" | "signOutEverywhere") => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call("session", where, {}),
    onSuccess: async () => {
      csrf.forget()
      await navigate({ to: "/sign-in" })
      queries.clear()
    }
  })
}
