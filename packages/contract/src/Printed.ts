/**
 * Values as text, alike for equal values whatever the order of their names: what a case compares, and what it shows where
 * two values differ. It knows the shapes that storage answers with, and tells a resource type by its name alone: printed
 * in full it would hide everything beside it.
 */
import { Either, Option } from "effect"

/** One part of the value on each line. */
export const print = (value: unknown): string => JSON.stringify(plain(value), undefined, 2) ?? "undefined"

const plain = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? `${value}n` : value
  if (Array.isArray(value)) return value.map(plain)
  if (Option.isOption(value)) return Option.match(value, { onNone: () => ({ none: true }), onSome: some })
  if (Either.isEither(value)) return Either.match(value, { onLeft: left, onRight: right })
  if (value instanceof Map) return { map: named(value) }
  if (value instanceof Set) return { set: [...value].map(plain).sort() }
  if (isResourceType(value)) return { resourceType: value.name }
  return { ...("_tag" in value ? { _tag: value._tag } : {}), ...named(Object.entries(value)) }
}

const some = (value: unknown) => ({ some: plain(value) })
const left = (value: unknown) => ({ left: plain(value) })
const right = (value: unknown) => ({ right: plain(value) })

const named = (entries: Iterable<readonly [unknown, unknown]>): object =>
  Object.fromEntries(
    Array.from(entries, ([name, value]) => [String(name), plain(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1))
  )

const isResourceType = (value: object): value is { readonly name: string } =>
  "endpoint" in value && "extensions" in value

/** Where two texts differ: the lines of the first behind `-`, those of the second behind `+`, and a few lines around. */
export const difference = (first: string, second: string): string => {
  const [before, after] = [first.split("\n"), second.split("\n")]
  const start = alike(before, after)
  const end = alike(before.slice(start).reverse(), after.slice(start).reverse())
  return [
    ...before.slice(Math.max(0, start - around), start).map((line) => `  ${line}`),
    ...before.slice(start, before.length - end).map((line) => `- ${line}`),
    ...after.slice(start, after.length - end).map((line) => `+ ${line}`),
    ...before.slice(before.length - end, before.length - end + around).map((line) => `  ${line}`)
  ].join("\n")
}

const around = 3

/** How many lines at the beginning are the same. */
const alike = (some: ReadonlyArray<string>, others: ReadonlyArray<string>): number => {
  const differs = some.findIndex((line, index) => line !== others[index])
  return differs < 0 ? some.length : differs
}
