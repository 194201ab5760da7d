/**
 * Every word that these pages say, in the one place from which they take them. Another language is another value of the
 * same type, chosen here.
 */
import { english } from "./messages/english.ts"

export type Messages = typeof english

export const message: Messages = english
