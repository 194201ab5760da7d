/**
 * A connection that answers, one way or another. The driver by itself waits as long as the network does for a server
 * that fell silent: a machine that is gone says nothing, and a quarter of an hour passes until the system gives it up. And
 * when the server asks for a password that nobody gave, the driver looks for a file of passwords, which ends a process
 * that may not read it.
 */
import { Client, type ClientConfig, type Connection } from "pg"

/** For a server that has ended a statement at its own time-out to say so. */
const answerMillisMax = 5_000

/** What the types of the driver keep to themselves. */
interface Driver {
  readonly connection: Connection
  readonly connectionParameters: { readonly statement_timeout?: unknown }
  password: unknown
}

type Send = (...sent: ReadonlyArray<unknown>) => unknown

export class AnsweringClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config)
    const driver = this as unknown as Driver
    // The server waits for it a minute more: breaking the connection tells both sides that none will come.
    driver.password ??= () => {
      driver.connection.stream.destroy(new Error(noPassword))
      return new Promise(() => {})
    }
    const statementMillisMax = Number(driver.connectionParameters.statement_timeout)
    // Where statements may take for ever, nobody can tell silence from work.
    if (!(statementMillisMax > 0)) return
    const send = this.query.bind(this) as Send
    this.query = ((text: unknown, values: unknown, done: unknown) =>
      typeof done === "function"
        ? send(text, values, bounded(driver, statementMillisMax + answerMillisMax, done as Send))
        : send(text, values, done)) as Client["query"]
  }
}

const noPassword = "the server asks for a password, and neither the URL nor PGPASSWORD has one"

/** Breaks the connection where no answer comes in time, which is an error of the statement and ends the connection. */
const bounded = ({ connection }: Driver, millisMax: number, done: Send): Send => {
  const silent = new Error(`The server has not answered for ${millisMax} milliseconds.`)
  const late = setTimeout(() => connection.stream.destroy(silent), millisMax)
  return (...answer) => {
    clearTimeout(late)
    return done(...answer)
  }
}
