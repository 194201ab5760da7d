/** Passwords for tests that are not about how long it takes to guess one. */
import { Password } from "@rollcall/provider"
import { Layer } from "effect"

/** As little work as Argon2 takes (RFC 9106 §3.1): that of a server would be most of what such a test does. */
export const light: Layer.Layer<never> = Layer.succeed(Password.Cost, { memoryKibibytes: 8, passes: 1 })
