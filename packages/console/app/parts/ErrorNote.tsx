/** What went wrong, in the server's own words, and the way out. */
import { isPassing } from "../api/ApiError.ts"
import { message } from "../messages.ts"
import { Button } from "./Button.tsx"
import { Icon } from "./Icon.tsx"

export const ErrorNote = ({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) => (
  <div role="alert" className="flex items-start gap-3 rounded-lg bg-bad-tint px-4 py-3 text-bad">
    <Icon name="warning" className="mt-0.5 size-4" />
    <p className="min-w-0 grow break-words">{error.message}</p>
    {onRetry === undefined ? null : (
      <Button onClick={onRetry} className="-my-1">
        {message.retry}
      </Button>
    )}
  </div>
)

/** A page that could not be shown. */
export const ErrorPage = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) => (
  <div className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-24 text-center">
    <span className="flex size-12 items-center justify-center rounded-full bg-bad-tint text-bad">
      <Icon name="warning" className="size-6" />
    </span>
    <div role="alert">
      <h1 className="text-base font-semibold">{isPassing(error) ? message.error.passing : message.error.title}</h1>
      <p className="mt-1 break-words text-muted">{error.message}</p>
    </div>
    <Button look="main" icon="rotate" onClick={onRetry}>
      {message.retry}
    </Button>
  </div>
)
