/** For how long what is replaced keeps working beside what replaces it, by the name `overlap` in its form. */
import { message } from "../messages.ts"
import { SelectField } from "../parts/Field.tsx"

const overlaps = [0, 1, 7, 30] as const

/** A day is what somebody needs who does it at once. */
const standardOverlap = 1

export const OverlapField = ({ label }: { readonly label: string }) => (
  <SelectField label={label} name="overlap" defaultValue={standardOverlap}>
    {overlaps.map((days) => (
      <option key={days} value={days}>
        {message.scim.rotate.overlaps[days]}
      </option>
    ))}
  </SelectField>
)
