/**
 * Lines of the log on their way out. A line of its own for each request costs a call of the system for each; lines that
 * come within a millisecond are printed together. Whoever cannot wait prints what waits first, so that lines keep their
 * order.
 */

/** Prints text of one or more lines. */
export type Print = (text: string) => void

/** Milliseconds: shorter than anybody waits who reads a log. */
const gatherMillis = 1

/** So many are printed at once, however busy the server is. */
const linesMax = 200

export class LogLines {
  #waiting: Array<string> = []
  #print: Print = () => {}

  /** Prints the line soon, together with those that come meanwhile. */
  gather(line: string, print: Print): void {
    this.#print = print
    const count = this.#waiting.push(line)
    if (count === 1) setTimeout(() => this.flush(), gatherMillis)
    if (count >= linesMax) this.flush()
  }

  /** Prints the line now, behind all that waits. */
  write(line: string, print: Print): void {
    this.flush()
    print(line)
  }

  /** Prints what waits. */
  flush(): void {
    if (this.#waiting.length === 0) return
    const text = this.#waiting.join("\n")
    this.#waiting = []
    this.#print(text)
  }
}
