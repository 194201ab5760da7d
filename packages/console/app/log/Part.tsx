/** A part of what is known of one request, under its own heading. */
import type { ReactNode } from "react"

export const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h3 className="mb-1.5 font-semibold">{title}</h3>
    {children}
  </section>
)
