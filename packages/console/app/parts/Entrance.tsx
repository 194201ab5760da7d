/** The frame of the pages on which people come in: the sign, what it is about, and one form. */
import { type ReactNode, useEffect } from "react"
import { Mark } from "./Mark.tsx"

export interface EntranceProps {
  readonly title: string
  readonly about: ReactNode
  readonly children: ReactNode
}

export const Entrance = ({ title, about, children }: EntranceProps) => {
  useEffect(() => {
    document.title = `${title} · Rollcall`
  }, [title])
  return (
    <main className="flex min-h-dvh items-center justify-center px-4 py-12">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <Mark className="size-10" />
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 text-muted">{about}</p>
        </div>
        {children}
      </div>
    </main>
  )
}
