/** What clients ask of the devices, and what they are told. */
import type { Json } from "@rollcall/core"
import { Either } from "effect"
import { matching, patched } from "./Devices.ts"

const attic = { serial: "A-1", online: true, ports: [{ type: "sfp", speed: 10_000 }] }
const cellar = { serial: "C-7", room: "Cellar", online: false, ports: [{ type: "rj45", speed: 1_000 }] }

const tell = <A>(asked: string, answer: Either.Either<A, { readonly detail: string }>): void =>
  console.log(asked, "→", JSON.stringify(Either.getOrElse(answer, ({ detail }) => detail)))

for (const filter of ['ports[type eq "sfp" and speed ge 10000] and not (room pr)', 'room sw "cell"', "colour pr"]) {
  const found = matching([attic, cellar], filter)
  tell(
    filter,
    Either.map(found, (devices) => devices.map(({ serial }) => serial))
  )
}

const patch = (...Operations: ReadonlyArray<Json.JsonObject>): Json.Json => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations
})

const upgrade = patch(
  { op: "replace", path: 'ports[type eq "rj45"].speed', value: 2_500 },
  { op: "replace", value: { room: "Attic", online: true } }
)
tell("upgraded", patched(cellar, upgrade))
tell("renamed", patched(cellar, patch({ op: "replace", path: "serial", value: "C-8" })))
