/** The frame of the page of one endpoint: the way back, where it stands, what can be done, and what became of its events. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { type ReactNode, useEffect, useState } from "react"
import { tenantPath } from "../addresses.ts"
import { changed, type Kind, type State } from "../api/delivery.ts"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Empty, Lines } from "../parts/Card.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuItem, MenuLine } from "../parts/Menu.tsx"
import { DeliveriesCard } from "./DeliveriesCard.tsx"
import { RemoveEndpoint } from "./RemoveEndpoint.tsx"
import { ReplayDialog } from "./ReplayDialog.tsx"
import { Standing } from "./Standing.tsx"
import { StateBadge } from "./StateBadge.tsx"

export interface EndpointPageProps {
  readonly kind: Kind
  readonly tenant: string
  /** Absent until it is known, null where there is none. */
  readonly endpoint:
    | {
        readonly id: string
        readonly name: string
        readonly state: State
        readonly pending: number
        readonly dead: number
      }
    | null
    | undefined
  readonly error: Error | null
  readonly onRetry: () => void
  readonly enable: (enabled: boolean) => Promise<unknown>
  readonly onEdit: (() => void) | undefined
  readonly onRotate: (() => void) | undefined
  /** What can be done beside all that. */
  readonly actions?: ReactNode
  /** What stands above the deliveries. */
  readonly notes?: ReactNode
  readonly side: ReactNode
}

export const EndpointPage = (props: EndpointPageProps) => {
  const { kind, tenant, endpoint, error, onRetry, side, notes } = props
  const [open, setOpen] = useState<"replay" | "remove">()
  const [said, setSaid] = useState<string>()
  const name = endpoint?.name ?? message[kind].one
  const close = () => setOpen(undefined)
  useEffect(() => {
    document.title = `${name} · Rollcall`
  }, [name])
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-8 sm:px-8 sm:py-10">
      <nav aria-label={message[kind].title} className="-mb-3">
        <Link
          to={tenantPath(tenant, kind)}
          className="inline-flex items-center gap-1.5 rounded-md font-medium text-muted transition-colors hover:text-ink"
        >
          <Icon name="arrow" className="size-3.5 rotate-180" />
          {message[kind].title}
        </Link>
      </nav>
      <Head {...props} name={name} onReplay={() => setOpen("replay")} onRemove={() => setOpen("remove")} />
      {error === null ? null : <ErrorNote error={error} onRetry={onRetry} />}
      {endpoint === undefined && error === null ? (
        <Framed>
          <Lines count={6} />
        </Framed>
      ) : null}
      {endpoint === null ? (
        <Framed>
          <Empty icon="search" title={message.delivery.gone}>
            {message.delivery.goneAbout}
          </Empty>
        </Framed>
      ) : null}
      {endpoint === undefined || endpoint === null ? null : (
        <>
          {said === undefined ? null : (
            <p role="status" className="flex items-center gap-3 rounded-card bg-good-tint px-5 py-3 text-good">
              <Icon name="check" />
              {said}
            </p>
          )}
          {notes}
          <Standing kind={kind} tenant={tenant} endpoint={endpoint} onSendAgain={() => setOpen("replay")} />
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
            <DeliveriesCard kind={kind} tenant={tenant} id={endpoint.id} />
            <div className="flex min-w-0 flex-col gap-6">{side}</div>
          </div>
          {open === "replay" ? (
            <ReplayDialog
              kind={kind}
              tenant={tenant}
              id={endpoint.id}
              dead={endpoint.dead}
              onDone={(words) => {
                setSaid(words)
                close()
              }}
              onClose={close}
            />
          ) : null}
          {open === "remove" ? (
            <RemoveEndpoint kind={kind} tenant={tenant} id={endpoint.id} name={name} onClose={close} />
          ) : null}
        </>
      )}
    </div>
  )
}

const Framed = ({ children }: { readonly children: ReactNode }) => (
  <div className="overflow-clip rounded-card border border-line bg-surface shadow-card">{children}</div>
)

interface HeadProps extends EndpointPageProps {
  readonly name: string
  readonly onReplay: () => void
  readonly onRemove: () => void
}

const Head = ({ kind, tenant, endpoint, name, enable, actions, onEdit, onRotate, onReplay, onRemove }: HeadProps) => {
  const queries = useQueryClient()
  const words = message.delivery
  const enabling = useMutation({ mutationFn: enable, onSettled: () => changed(queries, kind, tenant) })
  const isPaused = endpoint?.state === "disabled"
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 grow basis-64">
        <h1 className="break-all text-xl font-semibold tracking-tight">{name}</h1>
        <div className="mt-1.5 flex h-6 items-center">
          {endpoint === undefined || endpoint === null ? null : <StateBadge state={endpoint.state} />}
        </div>
      </div>
      {endpoint === undefined || endpoint === null ? null : (
        <div className="flex flex-wrap gap-2">
          {actions}
          <Button
            icon={isPaused ? "play" : "pause"}
            busy={enabling.isPending}
            onClick={() => enabling.mutate(isPaused)}
          >
            {isPaused ? words.enable : words.pause}
          </Button>
          <Menu
            label={words.actions}
            button={<Icon name="more" />}
            buttonClass={`${buttonClass("plain")} !w-9 !px-0`}
            side="right"
          >
            {onEdit === undefined ? null : (
              <MenuItem icon="pencil" onSelect={onEdit}>
                {words.edit}
              </MenuItem>
            )}
            {onRotate === undefined ? null : (
              <MenuItem icon="key" onSelect={onRotate}>
                {words.rotate.action}
              </MenuItem>
            )}
            <MenuItem icon="rotate" onSelect={onReplay}>
              {words.replay.action}
            </MenuItem>
            <MenuLine />
            <MenuItem icon="trash" danger onSelect={onRemove}>
              {words.remove.action}
            </MenuItem>
          </Menu>
        </div>
      )}
      {enabling.error === null ? null : (
        <div className="w-full">
          <ErrorNote error={enabling.error} />
        </div>
      )}
    </header>
  )
}
