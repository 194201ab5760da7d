/** Which settings stand together on the page, in the order in which they are read. */

export const sections = {
  provisioning: ["provisioning", "required", "inactiveUsers", "onDelete"],
  strictness: ["strict", "unknownAttributes", "unknownMembers", "canonicalValues", "ifMatch", "patchAnswers"],
  history: ["logBodies", "logDays", "historyDays"],
  limits: ["requestsPerSecond", "tokenRequestsPerSecond"]
} as const

export type Section = keyof typeof sections

const placed: ReadonlyArray<string> = [...Object.values(sections).flat(), "quirks"]

/** Whether it is one that no section knows, such as one that a newer server has. */
export const isOther = (name: string): boolean => !placed.includes(name)
