/** An address at which nothing is, or nothing for whoever asks. */
import { Link } from "@tanstack/react-router"
import { message } from "../messages.ts"
import { buttonClass } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"

export const NotFound = ({ detail }: { readonly detail?: string }) => (
  <main className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-24 text-center">
    <span className="flex size-12 items-center justify-center rounded-full bg-tint text-accent">
      <Icon name="search" className="size-6" />
    </span>
    <div>
      <h1 className="text-base font-semibold">{message.error.notFound}</h1>
      <p className="mt-1 text-muted">{detail ?? message.error.notFoundAbout}</p>
    </div>
    <Link to="/" className={buttonClass("main")}>
      {message.error.home}
    </Link>
  </main>
)
