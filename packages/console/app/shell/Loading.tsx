/** What stands in a page's place until it is there. It is as wide as a page, so that nothing moves. */
import { message } from "../messages.ts"
import { Lines } from "../parts/Card.tsx"

export const Loading = () => (
  <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-8 sm:px-8 sm:py-10">
    <span className="sr-only" role="status">
      {message.loading}
    </span>
    <div className="h-7 w-40 animate-pulse rounded bg-sunken" />
    <div className="rounded-card border border-line bg-surface">
      <Lines />
    </div>
  </div>
)
