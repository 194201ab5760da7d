/** The frame around every page of somebody who is signed in: the way to all others, and to oneself. */
import { Outlet, useLocation } from "@tanstack/react-router"
import { useEffect, useRef, useState } from "react"
import { message } from "../messages.ts"
import { IconButton } from "../parts/Button.tsx"
import { Mark } from "../parts/Mark.tsx"
import { Palette } from "./Palette.tsx"
import { Sidebar } from "./Sidebar.tsx"

export const Shell = () => {
  const [palette, setPalette] = useState(false)
  const drawer = useRef<HTMLDialogElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has arrived has no use for the drawer.
  useEffect(() => drawer.current?.close(), [pathname])
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setPalette((shown) => !shown)
    }
    addEventListener("keydown", open)
    return () => removeEventListener("keydown", open)
  }, [])
  const search = () => {
    drawer.current?.close()
    setPalette(true)
  }
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <button
        type="button"
        onClick={() => document.getElementById("content")?.focus()}
        className="sr-only z-20 rounded-lg bg-surface px-4 py-2 font-medium shadow-over focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {message.shell.skip}
      </button>
      <header className="sticky top-0 z-10 flex h-14 items-center gap-3 border-b border-line bg-surface px-3 lg:hidden">
        <IconButton icon="menu" label={message.shell.openNavigation} onClick={() => drawer.current?.showModal()} />
        <Mark className="size-6" />
        <span className="grow font-semibold">Rollcall</span>
        <IconButton icon="search" label={message.shell.search} onClick={search} />
      </header>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, and a press beside it is no more than that. */}
      <dialog
        ref={drawer}
        aria-label={message.shell.navigation}
        className="m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r border-line bg-surface p-0 text-ink lg:hidden"
        onClick={(event) => {
          if (event.target === drawer.current) drawer.current?.close()
        }}
      >
        <Sidebar onSearch={search} />
      </dialog>
      <aside className="sticky top-0 hidden h-dvh border-r border-line bg-surface lg:block">
        <Sidebar onSearch={search} />
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <Outlet />
      </main>
      {palette ? <Palette onClose={() => setPalette(false)} /> : null}
    </div>
  )
}
