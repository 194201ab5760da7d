/** Text from outside that comes to stand in a line for people: what would move a cursor or begin a line is no part of it. */

const isPrintable = (character: string): boolean => character >= " " && (character < "\x7f" || character > "\x9f")

/** The text without it. */
export const of = (text: string): string => [...text].filter(isPrintable).join("")

/** Whether there is nothing of the kind in the text. */
export const is = (text: string): boolean => [...text].every(isPrintable)
