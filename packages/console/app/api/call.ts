/**
 * The administrator's API as a function whose types are those of its description. The description itself stays where it
 * is: a browser gets a table of methods and paths.
 */
import type { HttpApi, HttpApiEndpoint, HttpApiGroup } from "@effect/platform"
import type { AdminApi, Happening as Told } from "@rollcall/http/AdminApi"
import { endpoints } from "../generated/endpoints.ts"
import { open, type Sent, send } from "./send.ts"
import { eventsOf } from "./serverSentEvents.ts"

export type Happening = typeof Told.Type

type Groups = typeof AdminApi extends HttpApi.HttpApi<infer _Id, infer Group, infer _Error, infer _R> ? Group : never

export type GroupName = HttpApiGroup.HttpApiGroup.Name<Groups>

type Endpoints<Group extends GroupName> = HttpApiGroup.HttpApiGroup.EndpointsWithName<Groups, Group>

export type EndpointName<Group extends GroupName> = HttpApiEndpoint.HttpApiEndpoint.Name<Endpoints<Group>>

type Endpoint<Group extends GroupName, Name extends string> = HttpApiEndpoint.HttpApiEndpoint.WithName<
  Endpoints<Group>,
  Name
>

/** What an endpoint answers. Times are text in the description as well, so what is sent and what is meant are one. */
export type Answer<Group extends GroupName, Name extends string> = HttpApiEndpoint.HttpApiEndpoint.Success<
  Endpoint<Group, Name>
>

type Path<Group extends GroupName, Name extends string> = HttpApiEndpoint.HttpApiEndpoint.PathParsed<
  Endpoint<Group, Name>
>
type Query<Group extends GroupName, Name extends string> = HttpApiEndpoint.HttpApiEndpoint.UrlParams<
  Endpoint<Group, Name>
>
type Payload<Group extends GroupName, Name extends string> = HttpApiEndpoint.HttpApiEndpoint.Payload<
  Endpoint<Group, Name>
>

/** A part that an endpoint does not have cannot be given, and one that it has must be. */
type Part<Key extends string, Value> = [Value] extends [never] ? unknown : { readonly [K in Key]: Value }

export type Request<Group extends GroupName, Name extends string> = Part<"path", Path<Group, Name>> &
  ([Query<Group, Name>] extends [never] ? unknown : { readonly urlParams?: Partial<Query<Group, Name>> }) &
  Part<"payload", Payload<Group, Name>> & { readonly signal?: AbortSignal | undefined }

/** Calls an endpoint: `call("tokens", "list", { path: { tenant } })`. Rejects with an `ApiError`. */
export const call = async <Group extends GroupName, Name extends EndpointName<Group>>(
  group: Group,
  name: Name,
  request: Request<Group, Name>
): Promise<Answer<Group, Name>> => {
  return (await send(...asked(group, name, request as Loose))) as Answer<Group, Name>
}

/** Calls an endpoint that answers with server-sent events: the data of each, as it comes. */
export async function* listen<Group extends GroupName, Name extends EndpointName<Group>>(
  group: Group,
  name: Name,
  request: Request<Group, Name>
): AsyncGenerator<string> {
  yield* eventsOf(await open(...asked(group, name, request as Loose)))
}

const asked = (group: string, name: string, request: Loose): Parameters<typeof send> => {
  const { path = {}, urlParams, payload, signal } = request
  const [method, pattern] = (endpoints as unknown as Table)[group]?.[name] ?? ["GET", ""]
  const sent = {
    ...(urlParams === undefined ? {} : { query: urlParams }),
    ...(payload === undefined ? {} : { payload }),
    signal
  }
  return [method, filled(pattern, path), sent]
}

type Table = Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>>

interface Loose {
  readonly path?: Readonly<Record<string, string>>
  readonly urlParams?: NonNullable<Sent["query"]>
  readonly payload?: unknown
  readonly signal?: AbortSignal | undefined
}

/** The path below that of the API, with what stands for its parameters: `/tenants/:tenant/tokens`. */
export const filled = (pattern: string, path: Readonly<Record<string, string>>): string =>
  pattern.replace(/^\/api/, "").replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(path[name] ?? ""))
