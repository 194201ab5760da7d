/**
 * Which requirement is proven by which case: the list of requirements laid beside the suites.
 */
import { type Requirement, requirements } from "./requirements.ts"
import { suites, suitesOfPrincipals } from "./suites.ts"

export interface Covered {
  readonly requirement: Requirement
  /** The titles of the cases that prove it. */
  readonly cases: ReadonlyArray<string>
}

export interface Coverage {
  readonly covered: ReadonlyArray<Covered>
  /** Ids that cases name and the list does not have. */
  readonly unknown: ReadonlyArray<string>
}

export const coverage = (): Coverage => {
  const casesOf = new Map<string, Array<string>>()
  for (const { title, cases } of [...suites, ...suitesOfPrincipals]) {
    for (const { name, requirements: ids } of cases) {
      for (const id of ids) casesOf.set(id, [...(casesOf.get(id) ?? []), `${title}: ${name}`])
    }
  }
  const known = new Set(requirements.map(({ id }) => id))
  return {
    covered: requirements.map((requirement) => ({ requirement, cases: casesOf.get(requirement.id) ?? [] })),
    unknown: [...casesOf.keys()].filter((id) => !known.has(id))
  }
}

/** What is wrong with an entry, if anything: a claim without a case, or a case against a claim. */
export const contradiction = ({ requirement, cases }: Covered): string | undefined => {
  if (requirement.status === "tested") return cases.length > 0 ? undefined : `${requirement.id} has no case.`
  if (cases.length > 0) return `${requirement.id} is said to be ${requirement.status} and has a case: ${cases[0]}.`
  return requirement.reason === "" ? `${requirement.id} is ${requirement.status} without a reason.` : undefined
}
