/**
 * Who is there when a measurement begins: people, each in a department of ten and in one group that holds everybody,
 * a thousand of them in a group of that size, and some who are in no group and can be added to any.
 */
import type { Json } from "@rollcall/core"
import { idOf } from "./Person.ts"

export interface Population {
  /** How many people are in groups: the size that a measurement is named by. */
  readonly size: number
  /** Beside them those of the numbers from `size` on, who are in no group. */
  readonly outsiders: number
  /** How many of the groups are departments; they come first. */
  readonly departments: number
  readonly groups: ReadonlyArray<Group>
}

export interface Group {
  readonly id: string
  readonly displayName: string
  /** The numbers of the people in it: from the first up to and without the second. */
  readonly members: readonly [from: number, to: number]
}

const departmentSize = 10
const siteSize = 1_000

/** Each stream of requests adds and removes people of its own, so that no two get in each other's way. */
export const streamsMax = 32
const outsidersPerStream = 16

/** The number that no person has: ids of groups count on from there. */
const firstGroup = 0x10000000

export const make = (size: number): Population => {
  const departments = Math.max(1, Math.floor(size / departmentSize))
  const ofPlace = (place: number, displayName: string, from: number, to: number): Group => ({
    id: idOf(firstGroup + place),
    displayName,
    members: [from, Math.min(to, size)]
  })
  return {
    size,
    outsiders: streamsMax * outsidersPerStream,
    departments,
    groups: [
      ...Array.from({ length: departments }, (_, place) =>
        ofPlace(place, `Department ${place}`, place * departmentSize, (place + 1) * departmentSize)
      ),
      ofPlace(departments, "Site", 0, siteSize),
      ofPlace(departments + 1, "Everybody", 0, size)
    ]
  }
}

/** Steps of a prime walk through a whole list in an order that no index has, so that no cache of a few rows decides. */
export const some = (count: number, turn: number): number => (turn * 7_919) % count

export const department = ({ groups, departments }: Population, turn: number): Group =>
  at(groups, some(departments, turn))

export const site = ({ groups, departments }: Population): Group => at(groups, departments)

export const everybody = ({ groups, departments }: Population): Group => at(groups, departments + 1)

const at = (groups: ReadonlyArray<Group>, place: number): Group => {
  const group = groups[place]
  if (group === undefined) throw new Error(`There is no group at place ${place}.`)
  return group
}

/** Somebody in no group, of those that are kept for the stream. */
export const outsider = ({ size }: Population, stream: number, turn: number): string =>
  idOf(size + stream * outsidersPerStream + (turn % outsidersPerStream))

export const memberIds = ({ members: [from, to] }: Group): ReadonlyArray<string> =>
  Array.from({ length: to - from }, (_, place) => idOf(from + place))

/** The body of the POST that makes the group. */
export const body = (group: Group): Json.JsonObject => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
  displayName: group.displayName,
  members: memberIds(group).map((value) => ({ value }))
})
