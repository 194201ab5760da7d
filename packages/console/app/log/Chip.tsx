/** A small thing to press among words. */
import type { ReactNode } from "react"

interface ChipProps {
  readonly title?: string
  readonly onPress: () => void
  readonly children: ReactNode
}

export const Chip = ({ title, onPress, children }: ChipProps) => (
  <button
    type="button"
    title={title}
    onClick={onPress}
    className="inline-flex min-h-7 max-w-full items-center gap-1.5 break-all rounded-full border border-line bg-surface px-3 text-left text-[0.8125rem] transition-colors hover:border-accent hover:bg-tint"
  >
    {children}
  </button>
)
