/**
 * The list of exchanges that were seen of real identity providers (`exchanges.json`), laid beside the sequences: which
 * are replayed, and why the others cannot be.
 */
import { readFileSync } from "node:fs"
import * as Simulation from "@rollcall/http/Simulation"
import { Schema } from "effect"
import * as Sequence from "./Sequence.ts"

const Exchange = Schema.Struct({
  id: Schema.String,
  idp: Schema.String,
  purpose: Schema.String,
  method: Schema.String,
  path: Schema.String,
  source: Schema.String,
  /** How sure it is that the provider sends this: read in its code or documentation, told by a vendor, or by others. */
  confidence: Schema.Literal("high", "medium", "low"),
  /** Why no sequence can hold it. */
  notReplayed: Schema.optionalWith(Schema.NonEmptyString, { exact: true })
})
export type Exchange = typeof Exchange.Type

export const list = (): ReadonlyArray<Exchange> =>
  Schema.decodeUnknownSync(Schema.Array(Exchange))(
    JSON.parse(readFileSync(new URL("./exchanges.json", import.meta.url), "utf8")),
    { onExcessProperty: "error" }
  )

/** A place where a sequence says that it sends an exchange. */
export interface Claim {
  readonly id: string
  readonly file: string
  readonly idp: string
  readonly method: string
  readonly path: string
}

export const claims = (): ReadonlyArray<Claim> =>
  Sequence.all().flatMap(({ file, sequence }) =>
    sequence.steps
      .flatMap(Simulation.Sequence.exchangesOf)
      .flatMap(({ exchanges = [], request: { method, path } }) =>
        exchanges.map((id) => ({ id, file, idp: sequence.idp, method, path }))
      )
  )

/** `PATCH /groups`: the method and the endpoint, in which a claim must agree with its exchange. */
export const endpointOf = ({ method, path }: { readonly method: string; readonly path: string }): string => {
  const [, endpoint = ""] = path.split("?", 1)[0]?.split("/") ?? []
  return `${method} /${endpoint.toLowerCase()}`
}
