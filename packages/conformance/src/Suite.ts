/**
 * What a conformance suite is: a title and cases, each with the ids of the requirements that it proves. A suite is data,
 * so that it can be run by any runner against any base URL, and counted without being run.
 */
import type { Feature } from "./Feature.ts"
import type { Feed } from "./Feed.ts"
import type { Scim } from "./Scim.ts"

/** Clients of one server that differ in what their tokens are worth. */
export interface Principals {
  /** A tenant of the default settings, all scopes. */
  readonly owner: Scim
  /** A tenant that tolerates nothing beyond the RFCs, all scopes. */
  readonly strict: Scim
  /** A tenant that keeps what is deleted out of sight, all scopes. */
  readonly keeper: Scim
  /** Another tenant of the same server, all scopes. */
  readonly stranger: Scim
  /** A tenant for many users, so that nobody else's queries are long, all scopes. */
  readonly crowded: Scim
  /** The owner's tenant, allowed to read. */
  readonly reader: Scim
  /** The owner's tenant, allowed to read and write users. */
  readonly userWriter: Scim
  /** A tenant that demands If-Match and canonical values, all scopes. */
  readonly careful: Scim
  /** The owner's tenant, all scopes, with a token that stands for a user. */
  readonly person: Scim
  /** The id of that user. */
  readonly personId: string
  /** A tenant of which two receivers are told, all scopes. */
  readonly told: Scim
  readonly feeds: readonly [Feed, Feed]
  /** The owner's tenant, with a token that was revoked. */
  readonly revoked: Scim
}

export interface Case<Subject> {
  readonly requirements: ReadonlyArray<string>
  readonly name: string
  readonly run: (subject: Subject) => Promise<void>
}

export interface Suite<Subject = Scim> {
  readonly title: string
  /** The optional features without which its cases have nothing to prove. */
  readonly needs: ReadonlyArray<Feature>
  readonly cases: ReadonlyArray<Case<Subject>>
}

export type Requirement<Subject> = (
  requirements: ReadonlyArray<string>,
  name: string,
  run: (subject: Subject) => Promise<void>
) => void

type Define<Subject> = (requirement: Requirement<Subject>) => void

/** A suite of a client: a base URL and a token. */
export const suite = (title: string, define: Define<Scim>, needs: ReadonlyArray<Feature> = []): Suite =>
  make(title, define, needs)

/** A suite of several clients of one server. */
export const suiteOfPrincipals = (title: string, define: Define<Principals>): Suite<Principals> =>
  make(title, define, [])

function make<Subject>(title: string, define: Define<Subject>, needs: ReadonlyArray<Feature>): Suite<Subject> {
  const cases: Array<Case<Subject>> = []
  define((requirements, name, run) => {
    cases.push({ requirements, name, run })
  })
  return { title, needs, cases }
}
