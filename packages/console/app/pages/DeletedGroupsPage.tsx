/** Groups that were deleted and are kept. */
import { DeletedList } from "../directory/DeletedList.tsx"

export default function DeletedGroupsPage() {
  return <DeletedList kind="groups" />
}
