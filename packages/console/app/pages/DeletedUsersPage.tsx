/** Users that were deleted and are kept. */
import { DeletedList } from "../directory/DeletedList.tsx"

export default function DeletedUsersPage() {
  return <DeletedList kind="users" />
}
