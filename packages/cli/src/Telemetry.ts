/**
 * Traces and metrics for a collector of OpenTelemetry, over OTLP (HTTP, JSON). It is switched on by the variables that
 * OpenTelemetry has for it; where nobody has set them there is no tracer, and nothing is spent on one. A collector that
 * is slow or gone costs what has not been sent, and no request anything.
 *
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
import * as OtlpMetrics from "@effect/opentelemetry/OtlpMetrics"
import * as OtlpSerialization from "@effect/opentelemetry/OtlpSerialization"
import * as OtlpTracer from "@effect/opentelemetry/OtlpTracer"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import { Version } from "@rollcall/http"
import { Duration, Effect, Layer } from "effect"

export interface Telemetry {
  /** Where the collector is, without a slash at its end: `http://127.0.0.1:4318`. */
  readonly endpoint: string
  /** What each message to it has in its headers, such as a key. */
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
  /** Of the requests about which no caller has decided, the share that is traced: 0 to 1. */
  readonly share: number
}

/** Longer than a collector on the same network takes, and shorter than it takes a busy server to gather much. */
const patience = Duration.seconds(10)

/** The effect, and its traces and the process's metrics sent to the collector; without one, no spans are made. */
export const around =
  (telemetry: Telemetry | undefined) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    telemetry === undefined ? Effect.withTracerEnabled(self, false) : Effect.provide(self, layer(telemetry))

const layer = ({ endpoint, headers, serviceName }: Telemetry): Layer.Layer<never> => {
  const resource = { serviceName, serviceVersion: Version.version }
  return Layer.merge(
    OtlpTracer.layer({ url: `${endpoint}/v1/traces`, headers, resource }),
    OtlpMetrics.layer({ url: `${endpoint}/v1/metrics`, headers, resource })
  ).pipe(Layer.provide(OtlpSerialization.layerJson), Layer.provide(client))
}

const client = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(
    HttpClient.HttpClient,
    HttpClient.transform((answer, request) =>
      Effect.timeoutFail(answer, {
        duration: patience,
        onTimeout: () =>
          new HttpClientError.RequestError({ request, reason: "Transport", description: "no answer in time" })
      })
    )
  )
).pipe(Layer.provide(FetchHttpClient.layer))
