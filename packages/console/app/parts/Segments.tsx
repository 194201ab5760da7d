/** One of a few, all of which are seen: a radio group that looks like one thing. */
import { useId } from "react"

export interface SegmentsProps<Name extends string> {
  readonly label: string
  readonly value: Name
  readonly options: Readonly<Record<Name, string>>
  readonly onChange: (value: Name) => void
}

export const Segments = <Name extends string>({ label, value, options, onChange }: SegmentsProps<Name>) => {
  const name = useId()
  return (
    <fieldset className="col-span-2 inline-flex h-9 rounded-lg border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {(Object.keys(options) as ReadonlyArray<string> as ReadonlyArray<Name>).map((option) => (
        <label
          key={option}
          className="relative flex grow cursor-pointer items-center justify-center whitespace-nowrap rounded-md px-3 font-medium text-muted transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {options[option]}
        </label>
      ))}
    </fieldset>
  )
}
