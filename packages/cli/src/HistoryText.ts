/** How a change in the history of a resource reads: a paragraph for people, a line of JSON for programs. */
import type { Json, ValueChange } from "@rollcall/core"
import type { HistoryEntry, Origin } from "@rollcall/provider"
import * as Output from "./Output.ts"

/** Everything that is known of the change. */
export const line = ({ at, ...entry }: HistoryEntry.HistoryEntry): string =>
  JSON.stringify({ ...entry, at: Output.time(at) })

/** What happened and by whom, and below it each value. */
export const paragraph = (entry: HistoryEntry.HistoryEntry): string =>
  [head(entry), ...body(entry).map((text) => `  ${Output.printable(text)}`)].join("\n")

const head = ({ seq, at, change, activity, version, actor, because, request }: HistoryEntry.HistoryEntry): string => {
  const happened = activity === undefined ? change : `${change}, ${activity}`
  const parts = [
    `${seq}`,
    Output.time(at),
    happened,
    `version ${version}`,
    `by ${actor === undefined ? "somebody who was not recorded" : nameOf(actor)}`,
    ...(request === undefined ? [] : [`request ${request}`]),
    ...(because === undefined ? [] : [causes[because]])
  ]
  return parts.map(Output.printable).join("  ")
}

const nameOf = (actor: Origin.Actor): string => {
  switch (actor.kind) {
    case "commandLine":
      return "the command line"
    case "token":
    case "administrator":
      return `${actor.kind} ${actor.name} (${actor.id})`
  }
}

const causes: Readonly<Record<HistoryEntry.Cause, string>> = {
  memberArrived: "because a member that was waited for came",
  memberDeleted: "because a member was deleted"
}

const body = ({ attributes = [], membersAdded, membersRemoved, values }: HistoryEntry.HistoryEntry) => [
  ...(values === undefined ? attributes.map((path) => `${path}: not kept`) : values.flatMap(describe)),
  ...members("+", membersAdded),
  ...members("-", membersRemoved)
]

const describe = ({ path, ...change }: ValueChange.ValueChange): ReadonlyArray<string> => {
  if (change.hidden === true) return [`${path}: changed, and never shown`]
  if (change.cut === true) return [`${path}: changed, and too large to be kept`]
  const { added = [], changed = [], removed = [] } = change
  const elements = [
    ...changed.map(({ before, after }) => `${path}: ${print(before)} → ${print(after)}`),
    ...added.map((value) => `${path}: + ${print(value)}`),
    ...removed.map((value) => `${path}: - ${print(value)}`)
  ]
  return elements.length > 0 ? elements : [`${path}: ${print(change.before)} → ${print(change.after)}`]
}

const print = (value: Json.Json | undefined): string => (value === undefined ? "nothing" : JSON.stringify(value))

/** A group may begin with all that there are. */
const membersMax = 20

const members = (sign: "+" | "-", ids: ReadonlyArray<string> = []): ReadonlyArray<string> => {
  const more = ids.length - membersMax
  return [
    ...ids.slice(0, membersMax).map((id) => `member: ${sign} ${id}`),
    ...(more > 0 ? [`member: ${sign} ${more} more`] : [])
  ]
}
