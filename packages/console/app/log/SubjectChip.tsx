/** What all lines are about, by its name where that is known, until somebody drops it. */
import { message } from "../messages.ts"
import { Icon } from "../parts/Icon.tsx"
import { Chip } from "./Chip.tsx"
import { useSubject } from "./useSubject.ts"

export interface SubjectChipProps {
  readonly tenant: string
  readonly resource: string
  readonly onDrop: () => void
}

export const SubjectChip = ({ tenant, resource, onDrop }: SubjectChipProps) => {
  const name = useSubject(tenant, resource) ?? resource
  return (
    <Chip title={message.log.filter.drop(name)} onPress={onDrop}>
      {message.log.filter.about(name)}
      <Icon name="close" className="size-3.5 text-muted" />
    </Chip>
  )
}
