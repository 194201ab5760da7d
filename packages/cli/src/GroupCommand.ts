/** `rollcall group`: groups that identity providers have put in. */
import { Command } from "@effect/cli"
import * as HistoryCommand from "./HistoryCommand.ts"

export const command = Command.make("group").pipe(
  Command.withDescription("Groups that identity providers have put in."),
  Command.withSubcommands([HistoryCommand.ofGroup])
)
