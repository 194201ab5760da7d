/** Whether a server answers here and under the address that clients use, and whether the way there is safe. */
import { Clock, Effect, Either } from "effect"
import type { Configuration } from "../Configuration.ts"
import * as Endpoint from "../Endpoint.ts"
import { Platform } from "../Platform.ts"
import { clock } from "./DatabaseCheck.ts"
import { day, dayMillis, type Finding, fail, ok, warn } from "./Finding.ts"

export const check = (configuration: Configuration) =>
  Effect.gen(function* () {
    const here = Endpoint.at(configuration, Endpoint.reachable(configuration))
    const answered = yield* ask(here)
    const findings: Array<Finding> = [
      Either.isRight(answered)
        ? judge("server", here, answered.right)
        : warn(
            "server",
            `Nobody answers at ${here} (${answered.left}).`,
            "Unless it is stopped on purpose: rollcall serve."
          )
    ]
    if (configuration.baseUrl === undefined) {
      findings.push(
        warn(
          "base url",
          "ROLLCALL_BASE_URL is not set: locations are made of what requests say.",
          "Set it to the address that clients use."
        )
      )
      return findings
    }
    const base = Endpoint.base(configuration, configuration)
    findings.push(...(yield* outside(base, Either.isRight(answered))))
    return findings
  })

const outside = Effect.fnUntraced(function* (base: string, isServed: boolean) {
  const url = new URL(base)
  const answered = yield* ask(base)
  const findings: Array<Finding> = []
  if (Either.isLeft(answered)) {
    const found = `Nobody answers at ${base} (${answered.left}).`
    const advice = "See that the name leads here, and that the proxy in front passes requests on."
    findings.push((isServed ? fail : warn)("base url", found, advice))
  } else {
    findings.push(judge("base url", base, answered.right))
    const { date, millis } = answered.right
    if (!Number.isNaN(date)) findings.push(clock(url.host, date - millis))
  }
  if (url.protocol === "https:") findings.push(yield* certificate(url))
  else if (!isLoopback(url.hostname)) {
    findings.push(
      fail(
        "tls",
        `${base} is not encrypted: tokens can be read on the way.`,
        "Put a proxy that ends TLS in front, and set ROLLCALL_BASE_URL to https://…"
      )
    )
  }
  return findings
})

interface Answer {
  readonly status: number
  readonly challenge: string
  /** The Date header, and the time here when it came: milliseconds since 1970. Not a number without the header. */
  readonly date: number
  readonly millis: number
}

const answerMillisMax = 5_000

/** Without a token: every Rollcall refuses that in its own words, whatever it holds. */
const ask = (base: string): Effect.Effect<Either.Either<Answer, string>> =>
  Effect.gen(function* () {
    const response = yield* Effect.tryPromise({
      try: async () => {
        const signal = AbortSignal.timeout(answerMillisMax)
        const { status, headers, body } = await fetch(`${base}/Users?count=0`, { signal, redirect: "manual" })
        await body?.cancel()
        return { status, headers }
      },
      catch: reason
    })
    return {
      status: response.status,
      challenge: response.headers.get("www-authenticate") ?? "",
      date: Date.parse(response.headers.get("date") ?? ""),
      millis: yield* Clock.currentTimeMillis
    }
  }).pipe(Effect.either)

const judge = (check: string, base: string, { status, challenge }: Answer): Finding =>
  status === 401 && challenge.includes('realm="rollcall"')
    ? ok(check, `A Rollcall answers at ${base}.`)
    : fail(
        check,
        `What answers at ${base} is no Rollcall: it says ${status} to a request without a token.`,
        "Correct ROLLCALL_BASE_URL and ROLLCALL_BASE_PATH, or where the proxy in front passes requests on to."
      )

/** Long enough for somebody to see to it. */
const soonMillis = 14 * dayMillis

const certificate = (url: URL) =>
  Effect.gen(function* () {
    // The brackets around an address of version 6 belong to the URL.
    const host = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname
    const port = url.port === "" ? 443 : Number(url.port)
    const end = yield* Effect.either((yield* Platform).certificateEnd(host, port))
    if (Either.isLeft(end))
      return warn("tls", `The certificate cannot be read: ${end.left.message}`, "Look with openssl s_client.")
    const left = end.right - (yield* Clock.currentTimeMillis)
    const found = `The certificate of ${url.host} ${left > 0 ? "is valid until" : "ended on"} ${day(end.right)}.`
    if (left <= 0) return fail("tls", found, "Renew it: identity providers send nothing to this address.")
    return left < soonMillis
      ? warn("tls", found, "Renew it, or see why that did not happen by itself.")
      : ok("tls", found)
  })

const isLoopback = (host: string): boolean => host === "localhost" || host === "[::1]" || host.startsWith("127.")

/** What is behind the error of `fetch` says more than that error. */
const reason = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  const inner = cause.cause
  if (!(inner instanceof Error)) return cause.message
  return inner.message !== "" ? inner.message : "code" in inner ? String(inner.code) : cause.message
}
