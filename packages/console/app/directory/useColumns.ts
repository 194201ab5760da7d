/** Which columns somebody wants to see of a list: chosen by the reader, and kept in this browser. */
import { useState } from "react"

const keyOf = (list: string): string => `rollcall.columns.${list}`

const stored = (list: string): ReadonlyArray<string> | undefined => {
  const names = localStorage.getItem(keyOf(list))
  return names === null ? undefined : names.split(" ").filter(Boolean)
}

export const useColumns = (list: string, otherwise: ReadonlyArray<string>) => {
  const [shown, setShown] = useState(() => stored(list) ?? otherwise)
  const toggle = (name: string) => {
    const next = shown.includes(name) ? shown.filter((each) => each !== name) : [...shown, name]
    localStorage.setItem(keyOf(list), next.join(" "))
    setShown(next)
  }
  return { shown, toggle }
}
