/** Those who administer, each with what they may and whether they can still come in. */
import type { Administrator } from "../api/administrators.ts"
import { useSession } from "../api/session.ts"
import { message } from "../messages.ts"
import { Badge } from "../parts/Badge.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Menu, MenuItem } from "../parts/Menu.tsx"
import { distance, moment } from "../parts/When.tsx"

export interface AdministratorListProps {
  readonly administrators: ReadonlyArray<Administrator>
  /** What people call a tenant. */
  readonly tenantName: (id: string) => string
  readonly onNewPassword: (who: Administrator) => void
  readonly onDisable: (who: Administrator) => void
  readonly onEnable: (who: Administrator) => void
}

export const AdministratorList = ({ administrators, ...rest }: AdministratorListProps) => (
  <ul className="divide-y divide-line">
    {administrators.map((who) => (
      <Row key={who.id} who={who} {...rest} />
    ))}
  </ul>
)

type RowProps = Omit<AdministratorListProps, "administrators"> & { readonly who: Administrator }

const Row = ({ who, tenantName, onNewPassword, onDisable, onEnable }: RowProps) => {
  const { id, name, tenant, createdAt, disabledAt } = who
  const { administrator } = useSession()
  const own = id === administrator.id
  return (
    <li className="flex min-h-[4.5rem] items-center gap-4 px-5 py-3">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="break-all font-medium">{name}</span>
          {disabledAt === undefined ? (
            <Badge tone="good">{message.administrators.active}</Badge>
          ) : (
            <Badge>{message.administrators.disabled}</Badge>
          )}
          {own ? <span className="text-muted">{message.administrators.you}</span> : null}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-[0.8125rem] text-muted [&>*+*]:before:mr-2 [&>*+*]:before:text-edge [&>*+*]:before:content-['·']">
          <span>
            {tenant === undefined ? message.administrators.operator : message.administrators.of(tenantName(tenant))}
          </span>
          <span title={moment(createdAt)}>{message.administrators.created(distance(createdAt))}</span>
          {disabledAt === undefined ? null : (
            <span title={moment(disabledAt)}>{message.administrators.disabledSince(distance(disabledAt))}</span>
          )}
        </p>
      </div>
      <Menu
        label={message.administrators.actions(name)}
        button={<Icon name="more" />}
        buttonClass="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-ink"
        side="right"
      >
        <MenuItem icon="key" onSelect={() => onNewPassword(who)}>
          {message.administrators.newPassword.action}
        </MenuItem>
        {disabledAt !== undefined ? (
          <MenuItem icon="check" onSelect={() => onEnable(who)}>
            {message.administrators.enable}
          </MenuItem>
        ) : own ? null : (
          <MenuItem icon="close" danger onSelect={() => onDisable(who)}>
            {message.administrators.disable.action}
          </MenuItem>
        )}
      </Menu>
    </li>
  )
}
