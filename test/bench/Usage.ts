/** How much of a processor a process has used, where the system tells it (Linux): a measure that busy neighbours change least. */
import { readFileSync } from "node:fs"

/** What the clock of these numbers counts, in milliseconds; the same on every Linux that people run servers on. */
const tickMillis = 10

/** Milliseconds of processor time since the process began; nothing where the system does not tell. */
export const processorMillis = (pid: number): number | undefined => {
  if (process.platform !== "linux") return undefined
  // The name of the program stands in parentheses and may hold blanks: what follows them is counted from its end.
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1")
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
  return (Number(user) + Number(system)) * tickMillis
}
