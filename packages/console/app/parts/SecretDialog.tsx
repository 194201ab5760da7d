/** A secret, this once. It goes away when whoever reads it says that they have it, and not by a key or a press beside it. */
import type { ReactNode } from "react"
import { Button } from "./Button.tsx"
import { CopyField } from "./Copy.tsx"
import { Dialog } from "./Dialog.tsx"

export interface SecretDialogProps {
  readonly title: string
  readonly about: string
  /** What the button says that closes it. */
  readonly saved: string
  readonly values: ReadonlyArray<{ readonly label: string; readonly value: string }>
  readonly next?: ReactNode
  readonly onClose: () => void
}

export const SecretDialog = ({ title, about, saved, values, next, onClose }: SecretDialogProps) => (
  <Dialog title={title} about={about} onClose={onClose} held wide>
    {values.map(({ label, value }) => (
      <div key={label} className="flex flex-col gap-1.5">
        <p className="font-medium">{label}</p>
        <CopyField label={label} value={value} />
      </div>
    ))}
    {next === undefined ? null : <p className="text-muted">{next}</p>}
    <div className="flex justify-end">
      <Button look="main" icon="check" onClick={onClose}>
        {saved}
      </Button>
    </div>
  </Dialog>
)
