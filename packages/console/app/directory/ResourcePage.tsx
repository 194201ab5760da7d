/** The frame of the page of one user or one group: the way back, who it is, and what can be done. */
import { Link } from "@tanstack/react-router"
import { type ReactNode, useEffect, useState } from "react"
import { tenantPath } from "../addresses.ts"
import { ApiError } from "../api/ApiError.ts"
import type { Kind } from "../api/directory.ts"
import { message } from "../messages.ts"
import { buttonClass } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuItem } from "../parts/Menu.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { RemoveDialog } from "./RemoveDialog.tsx"

export interface ResourcePageProps {
  readonly kind: Kind
  readonly id: string
  /** Absent until it is known. */
  readonly name: string | undefined
  readonly sign: ReactNode
  readonly about?: ReactNode
  readonly actions?: ReactNode
  readonly error: Error | null
  readonly onRetry: () => void
  readonly side: ReactNode
  readonly children: ReactNode
}

const frame = "mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-8 sm:px-8 sm:py-10"

export const ResourcePage = (props: ResourcePageProps) => {
  const { kind, id, name, error, onRetry, side, children } = props
  const tenant = useTenant()
  const [removing, setRemoving] = useState(false)
  const words = message.directory[kind]
  useEffect(() => {
    document.title = `${name ?? words.one} · Rollcall`
  }, [name, words.one])
  return (
    <div className={frame}>
      <nav aria-label={message.directory.gone.back(words.title)} className="-mb-3">
        <Link
          to={tenantPath(tenant, kind)}
          className="inline-flex items-center gap-1.5 rounded-md font-medium text-muted transition-colors hover:text-ink"
        >
          <Icon name="arrow" className="size-3.5 rotate-180" />
          {words.title}
        </Link>
      </nav>
      <Head {...props} onRemove={() => setRemoving(true)} />
      {error === null ? null : isGone(error) ? (
        <Gone kind={kind} detail={error.message} />
      ) : (
        <ErrorNote error={error} onRetry={onRetry} />
      )}
      {name === undefined && error === null ? (
        <div className="rounded-card border border-line bg-surface shadow-card">
          <Lines count={6} />
        </div>
      ) : null}
      {name === undefined ? null : (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <div className="flex min-w-0 flex-col gap-6">{children}</div>
          <div className="flex min-w-0 flex-col gap-6 max-lg:row-start-1">{side}</div>
        </div>
      )}
      {removing && name !== undefined ? (
        <RemoveDialog kind={kind} id={id} name={name} onClose={() => setRemoving(false)} />
      ) : null}
    </div>
  )
}

const isGone = (error: Error | null): boolean => error instanceof ApiError && error.kind === "NotFound"

interface HeadProps extends ResourcePageProps {
  readonly onRemove: () => void
}

const Head = ({ kind, name, sign, about, actions, error, onRemove }: HeadProps) => {
  const words = message.directory
  const otherwise = isGone(error) ? words.gone[kind === "users" ? "user" : "group"] : words[kind].one
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
      <div className="flex min-w-0 grow basis-64 items-center gap-4">
        {name === undefined ? null : sign}
        <div className="min-w-0">
          <h1 className="break-words text-xl font-semibold tracking-tight">{name ?? otherwise}</h1>
          {name === undefined ? null : <div className="mt-0.5 text-muted">{about}</div>}
        </div>
      </div>
      {name === undefined ? null : (
        <div className="flex gap-2">
          {actions}
          <Menu
            label={words.actions}
            button={<Icon name="more" />}
            buttonClass={`${buttonClass("plain")} !w-9 !px-0`}
            side="right"
          >
            <MenuItem icon="trash" danger onSelect={onRemove}>
              {words.remove.action}
            </MenuItem>
          </Menu>
        </div>
      )}
    </header>
  )
}

/** What is not there may have been put aside. */
const Gone = ({ kind, detail }: { readonly kind: Kind; readonly detail: string }) => (
  <div className="overflow-clip rounded-card border border-line bg-surface shadow-card">
    <Empty
      icon="search"
      title={detail}
      action={
        <Link to={tenantPath(useTenant(), `${kind}/deleted`)} className={buttonClass("plain")}>
          {message.directory[kind].kept}
        </Link>
      }
    >
      {message.directory.gone.about}
    </Empty>
  </div>
)
