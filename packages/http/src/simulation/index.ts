/** Playing an identity provider: sequences of requests as data, and what sends them and judges the answers. */

export * as Answer from "./Answer.ts"
export * as Performance from "./Performance.ts"
export * as Providers from "./Providers.ts"
export * as Replay from "./Replay.ts"
export * as Sequence from "./Sequence.ts"
export * as Variables from "./Variables.ts"
export * as Wire from "./Wire.ts"
