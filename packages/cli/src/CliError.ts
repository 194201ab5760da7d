/** What stops a command: a sentence for the person who typed it. It ends the process with exit code 1. */
import { Data } from "effect"

export class CliError extends Data.TaggedError("CliError")<{ readonly message: string }> {}
