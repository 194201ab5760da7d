/** A command of `rollcall` that runs in this process: how it ends, and what it writes. */
import type { CliApp } from "@effect/cli"
import * as NodeContext from "@effect/platform-node/NodeContext"
import type { Platform } from "@rollcall/cli"
import { ConfigProvider, Console, Effect, Layer } from "effect"

export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs what `Cli.run` makes of its words, on the platform and with these variables of the environment. */
export const record = (
  command: Effect.Effect<void, unknown, Platform.Platform | CliApp.CliApp.Environment>,
  platform: Layer.Layer<Platform.Platform>,
  env: Readonly<Record<string, string>>
): Effect.Effect<Outcome> =>
  Effect.suspend(() => {
    const [stdout, stderr]: [Array<string>, Array<string>] = [[], []]
    return command.pipe(
      Effect.match({ onSuccess: () => 0, onFailure: () => 1 }),
      Effect.withConsole(recorder(stdout, stderr)),
      Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env)))),
      Effect.provide(Layer.merge(platform, NodeContext.layer)),
      Effect.map((status) => ({ status, stdout: stdout.join(""), stderr: stderr.join("") }))
    )
  })

const recorder = (stdout: Array<string>, stderr: Array<string>): Console.Console => {
  const console = Effect.runSync(Console.consoleWith(Effect.succeed))
  const write = (lines: Array<string>, values: ReadonlyArray<unknown>) => void lines.push(`${values.join(" ")}\n`)
  return {
    ...console,
    log: (...values) => Effect.sync(() => write(stdout, values)),
    error: (...values) => Effect.sync(() => write(stderr, values)),
    unsafe: { ...console.unsafe, error: (...values) => write(stderr, values) }
  }
}
