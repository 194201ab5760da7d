/**
 * The numbered list of what RFC 7643, 7644, 9865 and 9967 ask of a service provider: each id with its section, how
 * strongly it is asked, and whether the suites show it. The words of a requirement are the RFC's; here is only where
 * they stand. What no case shows has its reason in `unproven.ts`; everything else must have a case.
 */
import { unproven } from "./unproven.ts"

export type Level = "MUST" | "SHOULD" | "MAY"

interface Listed {
  /** The RFC, the section, and a number within it: `7644-3.5.2-07`. */
  readonly id: string
  /** `RFC 7644 §3.5.2`. */
  readonly section: string
  readonly level: Level
}

export type Requirement =
  | (Listed & { readonly status: "tested" })
  | (Listed & { readonly status: "notOffered" | "notObservable"; readonly reason: string })

/** Every section with the numbers of its requirements, by level. */
const sections: ReadonlyArray<readonly [section: string, levels: { readonly [L in Level]?: string }]> = [
  ["7643-2", { MUST: "01" }],
  ["7643-2.1", { MUST: "01-04" }],
  ["7643-2.2", { MUST: "01-04 06-11 15 16", SHOULD: "12 13", MAY: "05 14 17" }],
  ["7643-2.3.1", { MUST: "01", SHOULD: "03", MAY: "02" }],
  ["7643-2.3.2", { MUST: "01" }],
  ["7643-2.3.3", { MUST: "01" }],
  ["7643-2.3.4", { MUST: "01" }],
  ["7643-2.3.5", { MUST: "01 02", SHOULD: "03" }],
  ["7643-2.3.6", { MUST: "01" }],
  ["7643-2.3.7", { MUST: "01 03 04", MAY: "02" }],
  ["7643-2.3.8", { MUST: "01 02" }],
  ["7643-2.4", { MUST: "01 02 04 06 08", SHOULD: "03 07", MAY: "05" }],
  ["7643-2.5", { MUST: "01", SHOULD: "03", MAY: "02" }],
  ["7643-3", { MUST: "01 03 04 07-09", SHOULD: "02 05", MAY: "06" }],
  ["7643-3.1", { MUST: "01-12 14-18 20 21", SHOULD: "13 19" }],
  ["7643-3.2", { MUST: "01" }],
  ["7643-3.3", { MUST: "01 02", SHOULD: "03 04" }],
  ["7643-4.1", { MUST: "01" }],
  ["7643-4.1.1", { MUST: "01-07 10", SHOULD: "09 13", MAY: "08 11 12" }],
  ["7643-4.1.2", { MUST: "01 03 05-08 10", SHOULD: "02 04 09" }],
  ["7643-4.2", { MUST: "01-04", SHOULD: "05", MAY: "06 07" }],
  ["7643-4.3", { MUST: "01-03 05", SHOULD: "04" }],
  ["7643-5", { MUST: "01-05 07 09", SHOULD: "06 08" }],
  ["7643-6", { MUST: "01-08" }],
  ["7643-7", { MUST: "01-04 06 09-11", SHOULD: "05 07 08", MAY: "12" }],
  ["7643-9", { SHOULD: "01" }],
  ["7644-2", { MUST: "01 02 04 05", SHOULD: "03 06 07" }],
  ["7644-2.1", { MUST: "02", SHOULD: "03", MAY: "01" }],
  ["7644-2.2", { MAY: "01" }],
  ["7644-3.1", { MUST: "01 04-07", SHOULD: "02 03" }],
  ["7644-3.2", { MUST: "01-03", SHOULD: "04 05" }],
  ["7644-3.3", { MUST: "01 02 04 06-08", SHOULD: "03", MAY: "05" }],
  ["7644-3.3.1", { MUST: "01" }],
  ["7644-3.4", { MUST: "01" }],
  ["7644-3.4.1", { MUST: "01 02" }],
  ["7644-3.4.2", { MUST: "01-05", SHOULD: "06", MAY: "07" }],
  ["7644-3.4.2.1", { MUST: "02 03", MAY: "01" }],
  ["7644-3.4.2.2", { MUST: "01-16 18-22 24-28", SHOULD: "17 23", MAY: "29 30" }],
  ["7644-3.4.2.3", { MUST: "01-06", SHOULD: "07" }],
  ["7644-3.4.2.4", { MUST: "01-09", SHOULD: "11", MAY: "10" }],
  ["7644-3.4.2.5", { MUST: "01 02" }],
  ["7644-3.4.3", { MUST: "01-05", MAY: "06" }],
  ["7644-3.5", { MUST: "01", SHOULD: "02" }],
  ["7644-3.5.1", { MUST: "01-06 08 09", SHOULD: "10", MAY: "07" }],
  ["7644-3.5.2", { MUST: "01 02 04-17", SHOULD: "03", MAY: "18" }],
  ["7644-3.5.2.1", { MUST: "01-06 08 10", SHOULD: "07 09" }],
  ["7644-3.5.2.2", { MUST: "01-08", SHOULD: "09" }],
  ["7644-3.5.2.3", { MUST: "01-08" }],
  ["7644-3.6", { MUST: "01-03 05 06", SHOULD: "04", MAY: "07" }],
  ["7644-3.7", { MUST: "02-07 09-11", SHOULD: "08", MAY: "01" }],
  ["7644-3.7.1", { MUST: "01" }],
  ["7644-3.7.2", { MUST: "01", SHOULD: "02" }],
  ["7644-3.7.3", { MUST: "01-04" }],
  ["7644-3.7.4", { MUST: "01-04" }],
  ["7644-3.8", { MUST: "01 02 04", SHOULD: "03" }],
  ["7644-3.9", { MUST: "01", MAY: "02" }],
  ["7644-3.10", { MUST: "01-04" }],
  ["7644-3.11", { MUST: "02", SHOULD: "01", MAY: "03 04" }],
  ["7644-3.12", { MUST: "01 02 04 10 11 13", SHOULD: "03 05-09 12 14 15" }],
  ["7644-3.13", { MUST: "02", SHOULD: "03", MAY: "01" }],
  ["7644-3.14", { MUST: "02-08", SHOULD: "09", MAY: "01" }],
  ["7644-4", { MUST: "01-03 05 07", SHOULD: "04 06" }],
  ["7644-5", { MUST: "01 02" }],
  ["7644-6", { SHOULD: "02", MAY: "01" }],
  ["7644-7.1", { MUST: "01" }],
  ["7644-7.4", { MUST: "02 03", SHOULD: "01" }],
  ["7644-7.5", { SHOULD: "01" }],
  ["7644-7.6", { SHOULD: "01" }],
  ["7644-7", { SHOULD: "01" }],
  ["7644-7.7", { SHOULD: "01 02" }],
  ["9865-2", { MUST: "01-04 06-08", SHOULD: "10", MAY: "05 09" }],
  ["9865-2.1", { SHOULD: "01-03", MAY: "04" }],
  ["9865-2.2", { SHOULD: "01" }],
  ["9865-2.3", { MAY: "01" }],
  ["9865-2.4", { MUST: "01 02", SHOULD: "03" }],
  ["9865-3", { MUST: "01" }],
  ["9865-4", { MUST: "03 04", SHOULD: "01", MAY: "02" }],
  ["9865-5", { MUST: "01", SHOULD: "02" }],
  ["9865-5.2", { MUST: "03", SHOULD: "04" }],
  ["9865-5.3", { SHOULD: "01" }],
  ["9967-2", { MUST: "01" }],
  ["9967-2.1", { MUST: "01-03 05", MAY: "04" }],
  ["9967-2.2", { MUST: "01-03", SHOULD: "04", MAY: "05" }],
  ["9967-2.3", { MUST: "01" }],
  ["9967-2.4.1", { MUST: "01" }],
  ["9967-2.4.4", { MUST: "01 02" }],
  ["9967-2.4.6", { SHOULD: "01" }],
  ["9967-2.5.1.1", { MUST: "02 04-08", SHOULD: "03", MAY: "01" }],
  ["9967-2.5.1.2", { MUST: "01-03" }],
  ["9967-2.5.1.3", { MUST: "01-03" }],
  ["9967-3", { MUST: "01" }],
  ["9967-4", { MUST: "02 03", MAY: "01" }],
  ["9967-5", { MUST: "01 02", SHOULD: "03" }]
]

/** The ids of some numbers of a section: `"02-04 07"` of `7644-3.7` are four. */
export const idsOf = (section: string, numbers: string): ReadonlyArray<string> =>
  numbers
    .split(" ")
    .filter((range) => range !== "")
    .flatMap((range) => {
      const [first = 0, last = first] = range.split("-").map(Number)
      return Array.from(
        { length: last - first + 1 },
        (_, index) => `${section}-${String(first + index).padStart(2, "0")}`
      )
    })

const listed: ReadonlyArray<Listed> = sections.flatMap(([section, levels]) => {
  const [rfc, number] = section.split("-")
  return (["MUST", "SHOULD", "MAY"] as const)
    .flatMap((level) =>
      idsOf(section, levels[level] ?? "").map((id) => ({ id, section: `RFC ${rfc} §${number}`, level }))
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))
})

/** Why no case shows it, of each id that has no case. */
export const reasons: ReadonlyMap<
  string,
  Pick<Exclude<Requirement, { readonly status: "tested" }>, "status" | "reason">
> = new Map(
  unproven.flatMap(({ status, reason, ids }) =>
    Object.entries(ids).flatMap(([section, numbers]) =>
      idsOf(section, numbers).map((id) => [id, { status, reason }] as const)
    )
  )
)

export const requirements: ReadonlyArray<Requirement> = listed.map((entry) => ({
  ...entry,
  ...(reasons.get(entry.id) ?? { status: "tested" })
}))
