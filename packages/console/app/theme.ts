/** Light, dark, or as the system is: chosen by the reader, and kept in this browser. */
import { useSyncExternalStore } from "react"

export type Theme = "system" | "light" | "dark"

export const themes: ReadonlyArray<Theme> = ["system", "light", "dark"]

const key = "rollcall.theme"
const listeners = new Set<() => void>()

const current = (): Theme => {
  const chosen = localStorage.getItem(key)
  return chosen === "light" || chosen === "dark" ? chosen : "system"
}

export const choose = (theme: Theme): void => {
  if (theme === "system") {
    localStorage.removeItem(key)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(key, theme)
    document.documentElement.dataset.theme = theme
  }
  for (const listener of listeners) listener()
}

export const useTheme = (): Theme =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, current)
