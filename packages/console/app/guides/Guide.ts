/** What a guide to an identity provider is made of. Its words are English; its values are this tenant's. */

export interface Value {
  /** What the field is called there. */
  readonly label: string
  /** What belongs into it; `{endpoint}` and `{token}` stand for this tenant's. */
  readonly value: string
}

export interface Step {
  readonly title: string
  readonly text: string
  readonly values?: ReadonlyArray<Value>
}

export interface Guide {
  /** By which a token is marked as made for it. */
  readonly id: string
  readonly name: string
  /** The name that a token gets, and the head of the column of its attributes. */
  readonly short: string
  /** What it cannot do, where somebody would otherwise look for it in vain. */
  readonly notice?: string
  readonly steps: ReadonlyArray<Step>
  /** Its attribute, and the SCIM attribute that takes it. */
  readonly mapping: ReadonlyArray<readonly [string, string]>
  readonly pitfalls: ReadonlyArray<string>
}
