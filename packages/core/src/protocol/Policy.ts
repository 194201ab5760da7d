/**
 * The choices on which real clients contradict the RFC or one another, each with a name.
 * `strict` is what the RFCs say; `compat` turns single choices to what identity providers need.
 */
export interface Policy {
  /** A PATCH add or replace whose value filter matches nothing: make the value that the filter describes, or `noTarget`. */
  readonly noMatch: "create" | "noTarget"
  /** Attributes that no schema defines, in a body: leave them out with a note, or `invalidValue`. */
  readonly unknownAttributes: "ignore" | "refuse"
  /** readOnly attributes inside the value of a PATCH operation that names no path: leave them out, or `mutability`. */
  readonly readOnlyInValue: "ignore" | "refuse"
  /** Several values with `primary: true` in one attribute: keep the first as primary, or `invalidValue`. */
  readonly severalPrimaries: "keepFirst" | "refuse"
  /** Members whose id is not known: keep them aside until the resource comes, or `invalidValue`. */
  readonly unknownMembers: "wait" | "refuse"
  /** A user without an e-mail where one is required, whose userName is an address: take that, or `invalidValue`. */
  readonly emailFromUserName: "take" | "refuse"
  /** Text where the schema has a boolean, in a filter (`primary eq "True"`): read it as one, or `invalidFilter`. */
  readonly booleanText: "read" | "refuse"
  /** An attribute of an extension in a filter without its URN (`manager eq "…"`): find it, or `invalidFilter`. */
  readonly unqualifiedNames: "resolve" | "refuse"
  /** A value that the schema's canonicalValues do not list: take it, as they only advise, or `invalidValue`. */
  readonly canonicalValues: "advise" | "enforce"
}

export const strict: Policy = {
  noMatch: "noTarget",
  unknownAttributes: "refuse",
  readOnlyInValue: "refuse",
  severalPrimaries: "refuse",
  unknownMembers: "refuse",
  emailFromUserName: "refuse",
  booleanText: "refuse",
  unqualifiedNames: "refuse",
  canonicalValues: "advise"
}
