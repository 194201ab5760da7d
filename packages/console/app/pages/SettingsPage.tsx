/**
 * Everything that can be decided for a tenant. What is changed here is kept on the page until it is saved, all at once,
 * by a bar that says what will be different; nothing is lost by leaving without being asked.
 */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useBlocker } from "@tanstack/react-router"
import { type ReactNode, useState } from "react"
import { call } from "../api/call.ts"
import { isOperator, useSession } from "../api/session.ts"
import {
  type Catalogue,
  catalogueQuery,
  type Setting,
  settingsQuery,
  type Value,
  type Values
} from "../api/settings.ts"
import { message } from "../messages.ts"
import { Card, Lines } from "../parts/Card.tsx"
import { Confirm } from "../parts/Dialog.tsx"
import { ErrorNote } from "../parts/ErrorNote.tsx"
import { Page } from "../parts/Page.tsx"
import { ChangeBar } from "../settings/ChangeBar.tsx"
import { type Draft, isSame, least, listed, over, valueNamed } from "../settings/changes.ts"
import { isNumberRight } from "../settings/isNumberRight.ts"
import { Quirks } from "../settings/Quirks.tsx"
import { SettingRow } from "../settings/SettingRow.tsx"
import { isOther, type Section, sections } from "../settings/sections.ts"
import { TenantName } from "../settings/TenantName.tsx"
import { useTenant } from "../shell/useTenant.ts"

export default function SettingsPage() {
  const tenant = useTenant()
  // What was changed of one tenant is nothing of another.
  return <Settings key={tenant} tenant={tenant} />
}

const Settings = ({ tenant }: { readonly tenant: string }) => {
  const catalogue = useQuery(catalogueQuery)
  const settings = useQuery(settingsQuery(tenant))
  const error = catalogue.error ?? settings.error
  const retry = () => Promise.all([catalogue.refetch(), settings.refetch()])
  return (
    <Page title={message.settings.title} about={message.settings.about}>
      {error === null ? null : <ErrorNote error={error} onRetry={retry} />}
      <TenantName tenant={tenant} />
      {catalogue.data === undefined || settings.data === undefined ? (
        error === null ? (
          <Waiting />
        ) : null
      ) : (
        <All tenant={tenant} catalogue={catalogue.data} saved={settings.data.settings} />
      )}
    </Page>
  )
}

const named = Object.keys(sections) as ReadonlyArray<Section>

const Waiting = () =>
  named.map((section) => (
    <Card
      key={section}
      title={message.settings.sections[section][0]}
      about={message.settings.sections[section][1]}
      flush
    >
      <Lines count={sections[section].length} />
    </Card>
  ))

interface AllProps {
  readonly tenant: string
  readonly catalogue: Catalogue
  readonly saved: Values
}

const All = ({ tenant, catalogue, saved }: AllProps) => {
  const session = useSession()
  const [draft, setDraft] = useState<Draft>({})
  const saving = useSaving(tenant, () => setDraft({}))
  const values = over(saved, draft)
  const changes = listed(saved, draft)
  const blocker = useBlocker({
    shouldBlockFn: () => changes.length > 0,
    enableBeforeUnload: changes.length > 0,
    withResolver: true
  })
  const change = (next: Draft) => {
    saving.reset()
    setDraft({ ...draft, ...next })
  }
  const row = (setting: Setting) => (
    <SettingRow
      key={setting.name}
      setting={setting}
      value={valueNamed(values, setting.name)}
      unsaved={!isSame(valueNamed(values, setting.name), valueNamed(saved, setting.name))}
      locked={setting.operatorsOnly && !isOperator(session)}
      onChange={(value: Value) => change({ [setting.name]: value })}
    />
  )
  const rows = (section: Section) =>
    sections[section].flatMap((name) => catalogue.settings.filter((setting) => setting.name === name)).map(row)
  const others = catalogue.settings.filter(({ name }) => isOther(name))
  return (
    <>
      <Group of="provisioning">{rows("provisioning")}</Group>
      <Group of="strictness">{rows("strictness")}</Group>
      <Group of="history">{rows("history")}</Group>
      <Group of="limits">{rows("limits")}</Group>
      {others.length === 0 ? null : <Group of="others">{others.map(row)}</Group>}
      <Quirks
        quirks={catalogue.quirks}
        on={values.quirks}
        saved={saved.quirks}
        strict={values.strict}
        onSwitch={(name, on) => change({ quirks: { ...draft.quirks, [name]: on } })}
      />
      <ChangeBar
        catalogue={catalogue}
        changes={changes}
        right={catalogue.settings.every((setting) => isNumberRight(setting, valueNamed(values, setting.name)))}
        busy={saving.isPending}
        saved={saving.isSuccess}
        error={saving.error}
        onSave={() => saving.mutate(least(saved, draft))}
        onDiscard={() => {
          saving.reset()
          setDraft({})
        }}
      />
      {blocker.status === "blocked" ? (
        <Confirm
          title={message.settings.leave.title}
          about={message.settings.leave.about}
          action={message.settings.leave.action}
          busy={false}
          error={null}
          onConfirm={blocker.proceed}
          onClose={blocker.reset}
        />
      ) : null}
    </>
  )
}

const useSaving = (tenant: string, onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (payload: Draft) => call("settings", "change", { path: { tenant }, payload }),
    onSuccess: (shown) => {
      queries.setQueryData(settingsQuery(tenant).queryKey, shown)
      onSaved()
    }
  })
}

const Group = ({ of, children }: { readonly of: Section | "others"; readonly children: ReactNode }) => (
  <Card title={message.settings.sections[of][0]} about={message.settings.sections[of][1]} flush>
    <ul className="divide-y divide-line">{children}</ul>
  </Card>
)
