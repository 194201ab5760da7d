/** On or off, at once to be seen and to be changed. What it switches stands beside it and names it. */

export interface SwitchProps {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  /** Its name, or by what element it is named. */
  readonly label?: string
  readonly labelledBy?: string
  readonly describedBy?: string
  readonly disabled?: boolean
}

export const Switch = ({ on, onChange, label, labelledBy, describedBy, disabled = false }: SwitchProps) => (
  <button
    type="button"
    role="switch"
    aria-checked={on}
    aria-label={label}
    aria-labelledby={labelledBy}
    aria-describedby={describedBy}
    disabled={disabled}
    onClick={() => onChange(!on)}
    className={`relative inline-flex h-6 w-10 shrink-0 items-center rounded-full border transition-colors disabled:opacity-60 ${on ? "border-transparent bg-solid" : "border-edge bg-sunken"}`}
  >
    <span
      aria-hidden="true"
      className={`size-4 rounded-full transition-transform ${on ? "translate-x-[1.1875rem] bg-white" : "translate-x-[0.1875rem] bg-edge"}`}
    />
  </button>
)
