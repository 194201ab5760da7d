/**
 * What a trial of an integration has shown: of each thing that an identity provider does, the first time that it did it.
 * Pure: it is given the lines of the log and the changes of what they were about. The log knows that something was
 * changed; only the changes say what.
 */
import type { Entry } from "../api/log.ts"
import { isFailed } from "../api/log.ts"
import type { Change } from "./useChanges.ts"

export const steps = [
  "connection",
  "userCreated",
  "userUpdated",
  "groupPushed",
  "memberAdded",
  "userDeactivated"
] as const

export type Step = (typeof steps)[number]

export interface Evidence {
  readonly time: string
  /** The line of the log, where it is there. */
  readonly entry?: Entry
  readonly resource?: string
  /** The names of the attributes that differ. */
  readonly attributes?: ReadonlyArray<string>
  readonly members?: number
}

export type Changes = ReadonlyMap<string, ReadonlyArray<Change>>

/** What a line of the log shows by itself. */
const shown: Readonly<Partial<Record<Step, (entry: Entry) => boolean>>> = {
  connection: () => true,
  userCreated: (entry) => entry.status === 201 && isAbout(entry.resource, "User"),
  groupPushed: (entry) => entry.status === 201 && isAbout(entry.resource, "Group")
}

/** What a change shows. */
const changed: Readonly<Partial<Record<Step, (resource: string, change: Change) => boolean>>> = {
  userUpdated: (resource, { activity, change }) =>
    isAbout(resource, "User") && change === "updated" && activity !== "deactivated",
  memberAdded: (resource, { membersAdded }) => isAbout(resource, "Group") && (membersAdded ?? 0) > 0,
  userDeactivated: (resource, { activity, change }) =>
    isAbout(resource, "User") && (activity === "deactivated" || change === "deleted")
}

const isAbout = (resource: string | undefined, type: string): boolean => resource?.startsWith(`${type}/`) ?? false

export const evidence = (
  entries: ReadonlyArray<Entry>,
  changes: Changes
): Readonly<Partial<Record<Step, Evidence>>> => {
  const fine = entries.filter((entry) => !isFailed(entry)).toSorted(byTime)
  const all = [...changes].flatMap(([resource, some]) => some.map((change) => ({ resource, change, time: change.at })))
  const inOrder = all.toSorted(byTime)
  return Object.fromEntries(
    steps.flatMap((step) => {
      const line = fine.find((entry) => shown[step]?.(entry))
      if (line !== undefined) return [[step, ofLine(line)]]
      const found = inOrder.find(({ resource, change }) => changed[step]?.(resource, change))
      return found === undefined ? [] : [[step, ofChange(found.resource, found.change, fine)]]
    })
  )
}

const byTime = (a: { readonly time: string }, b: { readonly time: string }): number =>
  a.time < b.time ? -1 : a.time > b.time ? 1 : 0

const ofLine = (entry: Entry): Evidence => ({
  time: entry.time,
  entry,
  ...(entry.resource === undefined ? {} : { resource: entry.resource })
})

/** The line of a change is the first about the same that was written when the change was there. */
const ofChange = (
  resource: string,
  { at, attributes, membersAdded }: Change,
  lines: ReadonlyArray<Entry>
): Evidence => {
  const entry = lines.find((line) => line.resource === resource && line.method !== "GET" && line.time >= at)
  return {
    time: at,
    resource,
    attributes,
    ...(entry === undefined ? {} : { entry }),
    ...(membersAdded === undefined ? {} : { members: membersAdded })
  }
}
