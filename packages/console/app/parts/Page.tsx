/** What every page begins with: its name, what it is for, and what can be done on it. */
import { type ReactNode, useEffect } from "react"

export interface PageProps {
  readonly title: string
  readonly about?: ReactNode
  readonly actions?: ReactNode
  /** Where lines are long, and are read across. */
  readonly wide?: boolean
  readonly children: ReactNode
}

export const Page = ({ title, about, actions, wide = false, children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · Rollcall`
  }, [title])
  return (
    <div
      className={`mx-auto flex w-full ${wide ? "max-w-7xl" : "max-w-5xl"} flex-col gap-6 px-4 py-8 sm:px-8 sm:py-10`}
    >
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {about === undefined ? null : <p className="mt-1 max-w-prose text-muted">{about}</p>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
