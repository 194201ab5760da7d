/** An identity provider that is played: whom, what has happened of it so far, and what went wrong. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { type Happening, isLast, type Player, simulate } from "../api/simulation.ts"
import { tokensQuery } from "../api/tokens.ts"
import { message } from "../messages.ts"

export interface Simulation {
  /** Absent before the first one. */
  readonly player: Player | undefined
  readonly told: ReadonlyArray<Happening>
  readonly isUnderWay: boolean
  readonly error: Error | null
  readonly start: (player: Player) => void
}

export const useSimulation = (tenant: string): Simulation => {
  const queries = useQueryClient()
  const [told, setTold] = useState<ReadonlyArray<Happening>>([])
  // What is played has a token of its own, by which its requests are known from others.
  const refresh = () => queries.invalidateQueries({ queryKey: tokensQuery(tenant).queryKey })
  const playing = useMutation({
    mutationFn: async (player: Player) => {
      setTold([])
      let isOver = false
      for await (const happening of simulate(tenant, player)) {
        setTold((all) => [...all, happening])
        isOver = isLast(happening)
        if (happening._tag === "Begun") void refresh()
      }
      if (!isOver) throw new Error(message.trial.simulation.lost)
    },
    onSettled: refresh
  })
  return {
    player: playing.variables,
    told,
    isUnderWay: playing.isPending,
    error: playing.error,
    start: playing.mutate
  }
}
