/** A part of a page with its own heading, and what stands where there is nothing yet. */
import type { ReactNode } from "react"
import { Icon, type IconName } from "./Icon.tsx"

export interface CardProps {
  readonly title: string
  readonly about?: ReactNode
  /** What can be done with it, at the right of its heading. */
  readonly actions?: ReactNode
  /** Whether what is in it goes from edge to edge, as a table does. */
  readonly flush?: boolean
  readonly children: ReactNode
}

export const Card = ({ title, about, actions, flush = false, children }: CardProps) => (
  <section className="overflow-clip rounded-card border border-line bg-surface shadow-card">
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 pt-5 pb-4">
      <div className="min-w-0">
        <h2 className="font-semibold">{title}</h2>
        {about === undefined ? null : <p className="mt-0.5 max-w-prose text-muted">{about}</p>}
      </div>
      {actions}
    </header>
    <div className={flush ? "border-t border-line" : "px-5 pb-5"}>{children}</div>
  </section>
)

export interface EmptyProps {
  readonly icon: IconName
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** Says what will be here, and how it comes to be. */
export const Empty = ({ icon, title, children, action }: EmptyProps) => (
  <div className="flex flex-col items-center gap-4 px-6 py-12 text-center">
    <span className="flex size-11 items-center justify-center rounded-full bg-tint text-accent">
      <Icon name={icon} className="size-5" />
    </span>
    <div>
      <p className="font-semibold">{title}</p>
      <p className="mx-auto mt-1 max-w-md text-muted">{children}</p>
    </div>
    {action}
  </div>
)

/** As high as what will stand here, so that nothing moves when it comes. */
export const Lines = ({ count = 3 }: { readonly count?: number }) => (
  <div aria-busy="true" className="flex flex-col">
    {lines.slice(0, count).map((line) => (
      <div
        key={line}
        className="flex h-[4.5rem] animate-pulse flex-col justify-center gap-2 border-line px-5 not-last:border-b"
      >
        <div className="h-3 w-2/5 rounded bg-sunken" />
        <div className="h-3 w-3/5 rounded bg-sunken" />
      </div>
    ))}
  </div>
)

const lines = [1, 2, 3, 4, 5, 6]
