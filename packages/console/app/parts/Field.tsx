/** What is typed and chosen, each with its name, a word of help and what is wrong with it. */
import { type ComponentProps, type ReactNode, useId } from "react"
import { Icon } from "./Icon.tsx"

interface Named {
  readonly label: string
  readonly help?: ReactNode
}

const frame =
  "h-9 w-full rounded-lg border border-edge/60 bg-surface px-3 text-ink placeholder:text-muted focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"

export const TextField = ({ label, help, ...rest }: Named & ComponentProps<"input">) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input {...rest} id={id} aria-describedby={help === undefined ? undefined : `${id}-help`} className={frame} />
      {help === undefined ? null : <Help id={`${id}-help`}>{help}</Help>}
    </div>
  )
}

export const SelectField = ({ label, help, children, ...rest }: Named & ComponentProps<"select">) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          {...rest}
          id={id}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          className={`${frame} appearance-none pr-9`}
        >
          {children}
        </select>
        <Icon name="chevron" className="pointer-events-none absolute top-2.5 right-3 size-4 text-muted" />
      </div>
      {help === undefined ? null : <Help id={`${id}-help`}>{help}</Help>}
    </div>
  )
}

export const AreaField = ({ label, help, ...rest }: Named & ComponentProps<"textarea">) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        className={`${frame} h-auto py-2 font-mono text-[0.8125rem]`}
      />
      {help === undefined ? null : <Help id={`${id}-help`}>{help}</Help>}
    </div>
  )
}

export const CheckField = ({ label, help, ...rest }: Named & ComponentProps<"input">) => {
  const id = useId()
  return (
    <label
      htmlFor={id}
      className="flex items-start gap-2.5 rounded-lg border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-tint"
    >
      <input {...rest} id={id} type="checkbox" className="mt-0.5 size-4 accent-solid" />
      <span>
        <span className="block font-medium">{label}</span>
        {help === undefined ? null : <span className="block text-muted">{help}</span>}
      </span>
    </label>
  )
}

const Help = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <p id={id} className="text-[0.8125rem] text-muted">
    {children}
  </p>
)
