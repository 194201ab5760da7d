/** What the log says of members that a group was given before they exist. */
import { Note } from "@rollcall/core"

export const notes = (waiting: ReadonlyArray<string>): ReadonlyArray<Note.Note> =>
  waiting.length === 0
    ? []
    : [
        Note.make(
          "UnknownMembers",
          `Kept ${waiting.length} member${waiting.length === 1 ? "" : "s"} aside that no resource has the id of, until one comes.`
        )
      ]
