/**
 * Transactions of SQLite that end at about the same time, with one COMMIT for all of them. A COMMIT waits for the disk,
 * and everything else in a transaction is done in a fraction of that time: eight requests that come together wait once and
 * not eight times. Each is still undone alone when it fails, and none is answered before the COMMIT that holds it.
 *
 * SQLite's driver is synchronous, so transactions run one after the other. The first one that finds none open begins one;
 * those that come before it is committed join it behind a savepoint.
 */
import { SqlError } from "@effect/sql"
import { Effect } from "effect"
import { uncommitted } from "./Connections.ts"
import type { Turn } from "./Turn.ts"

/** Runs a statement, and throws what the driver throws. */
export type Run = (text: string) => void

/** Calls back once the requests that have come so far have been seen. */
export type AfterInput = (call: () => void) => void

/** So many share one COMMIT at most: the first of them waits for the last. */
const membersMax = 100

type Settle = (how: Effect.Effect<void, SqlError.SqlError>) => void

export class SharedCommit {
  readonly #run: Run
  readonly #turn: Turn
  readonly #afterInput: AfterInput
  /** Those whose work is done, and who wait for the COMMIT. */
  #waiting: Array<Settle> = []
  #isOpen = false
  #isFirst = false

  constructor(run: Run, turn: Turn, afterInput: AfterInput) {
    this.#run = run
    this.#turn = turn
    this.#afterInput = afterInput
  }

  /** What is inside, as one of the transactions that share a COMMIT; ends with it. Not to be interrupted from outside. */
  readonly transact = <A, E, R>(inside: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError.SqlError, R> =>
    Effect.flatMap(this.#turn.take, () => {
      const refusal = this.#attempt(() => this.#join())
      if (refusal !== undefined) return this.#leave(Effect.fail(refusal))
      return Effect.flatMap(Effect.exit(inside), (exit): Effect.Effect<A, E | SqlError.SqlError> => {
        if (exit._tag === "Failure") {
          this.#undo()
          return this.#leave(exit)
        }
        const broken = this.#attempt(() => this.#keep())
        if (broken !== undefined) {
          this.#breakOff(broken)
          return this.#leave(Effect.fail(broken))
        }
        return Effect.zipRight(this.#leave(this.#committed), exit)
      })
    })

  /** Commits what is open, at once. Nobody may have the turn. */
  commit(): void {
    if (!this.#isOpen) return
    const failure = this.#attempt(() => this.#run("COMMIT"))
    if (failure === undefined) this.#end(Effect.void)
    else this.#breakOff(uncommitted(failure.cause))
  }

  #join(): void {
    this.#isFirst = !this.#isOpen
    this.#run(this.#isOpen ? "SAVEPOINT member" : "BEGIN IMMEDIATE")
    this.#isOpen = true
  }

  #keep(): void {
    if (!this.#isFirst) this.#run("RELEASE member")
  }

  #undo(): void {
    const failure = this.#attempt(() => {
      if (this.#isFirst) return this.#run("ROLLBACK")
      this.#run("ROLLBACK TO member")
      this.#run("RELEASE member")
    })
    if (failure !== undefined) this.#breakOff(failure)
    else if (this.#isFirst) this.#isOpen = false
  }

  /** The database has given up the whole transaction, and with it those who wait for its COMMIT. */
  #breakOff(failure: SqlError.SqlError): void {
    this.#attempt(() => this.#run("ROLLBACK"))
    this.#end(Effect.fail(failure))
  }

  #end(how: Effect.Effect<void, SqlError.SqlError>): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.#isOpen = false
    for (const settle of waiting) settle(how)
  }

  readonly #committed: Effect.Effect<void, SqlError.SqlError> = Effect.async((resume) => {
    const count = this.#waiting.push(resume)
    if (count === 1) this.#afterInput(() => this.#commitInTurn())
    if (count >= membersMax) this.#commitInTurn()
  })

  /** Whoever is in the middle of a transaction goes first, and is committed with the others. */
  #commitInTurn(): void {
    if (!this.#turn.isHeld) this.commit()
    else Effect.runFork(this.#turn.during(Effect.sync(() => this.commit())))
  }

  #leave<A, E>(how: Effect.Effect<A, E>): Effect.Effect<A, E> {
    this.#turn.give()
    return how
  }

  #attempt(statement: () => void): SqlError.SqlError | undefined {
    try {
      statement()
      return undefined
    } catch (cause) {
      return new SqlError.SqlError({ cause, message: "The statement failed." })
    }
  }
}
