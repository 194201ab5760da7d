/** One of a few, all of them in sight: radio buttons that look like one piece. */
import { useId } from "react"

export interface SegmentsProps<A extends string> {
  readonly label?: string
  readonly labelledBy?: string
  readonly describedBy?: string
  readonly choices: ReadonlyArray<readonly [value: A, label: string]>
  readonly value: A
  readonly disabled?: boolean
  readonly onChange: (value: A) => void
}

/** Choices that are known by their labels. */
export const choicesOf = <A extends string>(labels: Readonly<Record<A, string>>) =>
  Object.entries(labels) as unknown as ReadonlyArray<readonly [value: A, label: string]>

export const Segments = <A extends string>({
  label,
  labelledBy,
  describedBy,
  choices,
  value,
  disabled = false,
  onChange
}: SegmentsProps<A>) => {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className={`inline-flex w-fit max-w-full flex-wrap gap-0.5 rounded-lg border border-line p-0.5 ${disabled ? "opacity-60" : ""}`}
    >
      {choices.map(([choice, text]) => (
        <label
          key={choice}
          className="relative cursor-pointer rounded-md px-3 py-1 font-medium text-muted transition-colors hover:text-ink has-checked:bg-tint has-checked:text-accent has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === value}
            disabled={disabled}
            onChange={() => onChange(choice)}
            className="absolute inset-0 cursor-[inherit] opacity-0"
          />
          {text}
        </label>
      ))}
    </div>
  )
}
