/** Whether an endpoint is told of events, as `--enable` and `--disable` say it; with neither it stays as it is. */
import { Either } from "effect"
import { CliError } from "./CliError.ts"

export interface Asked {
  readonly enable: boolean
  readonly disable: boolean
}

/** The part of a change that is about it. Both at once are refused. */
export const read = ({ enable, disable }: Asked): Either.Either<{ readonly enabled?: boolean }, CliError> => {
  if (enable && disable) {
    return Either.left(new CliError({ message: "--enable and --disable contradict each other." }))
  }
  return Either.right(enable || disable ? { enabled: enable } : {})
}
