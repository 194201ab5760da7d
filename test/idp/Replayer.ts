/**
 * Replays a sequence against a server: sends its steps in order, judges each answer, and keeps what later steps need.
 * The first answer that is not what it must be ends the replay with everything that is wrong about it.
 */
import * as Simulation from "@rollcall/http/Simulation"
import * as Wire from "./Wire.ts"

type Exchange = Simulation.Sequence.Exchange

export type Target = Pick<Simulation.Replay.Target, "base" | "token">

/** Throws where an answer is wrong: which step, what was sent, what came, and what is wrong with it. */
export const replay = async (sequence: Simulation.Sequence.Sequence, target: Target): Promise<void> => {
  const replay = new Simulation.Replay.Replay(sequence, { ...target, run: "test", send: Wire.send })
  const perform = async (name: string, exchange: Exchange) => {
    const { complaints, remarks, ...performed } = await replay.perform(exchange)
    const wrong = [...complaints, ...remarks]
    if (wrong.length > 0) throw new Error(report(name, performed, wrong))
  }
  for (const step of sequence.steps) {
    if ("together" in step) {
      await Promise.all(step.together.map((exchange) => perform(step.name, exchange)))
      continue
    }
    for (let n = 1; n <= (step.times ?? 1); n++) {
      replay.count(n)
      await perform(step.name, step)
    }
  }
}

type Performed = Pick<Simulation.Replay.Performed, "sent" | "received">

function report(name: string, { sent, received }: Performed, wrong: Simulation.Answer.Complaints): string {
  return [
    `In the step "${name}":`,
    ...wrong.map((complaint) => `  ${complaint}`),
    `sent      ${sent.method} ${sent.path} ${sent.body ?? ""}`,
    `received  ${received.status} ${received.text.slice(0, 2_000)}`
  ].join("\n")
}
