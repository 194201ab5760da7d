/** A fact of an endpoint with its name, in a list of such; what is long can be taken along. */
import type { ReactNode } from "react"
import { CopyButton } from "../parts/Copy.tsx"

export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="px-5 py-2.5">
    <dt className="text-xs text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
)

export const CopiedFact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <Fact name={name}>
    <span className="-my-1 flex items-center gap-2">
      <code title={value} className="min-w-0 grow truncate font-mono text-[0.8125rem]">
        {value}
      </code>
      <span className="-mr-2.5 shrink-0">
        <CopyButton value={value} label={name} />
      </span>
    </span>
  </Fact>
)
