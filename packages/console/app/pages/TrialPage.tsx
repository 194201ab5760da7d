/**
 * Where an integration is tried with the identity provider itself. From when on requests count is in the address, so the
 * page may be left and come back to.
 */
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import { useEffect } from "react"
import { tenantPath } from "../addresses.ts"
import { message } from "../messages.ts"
import { Button, buttonClass } from "../parts/Button.tsx"
import { Icon } from "../parts/Icon.tsx"
import { Page } from "../parts/Page.tsx"
import { useTenant } from "../shell/useTenant.ts"
import { SimulationCard } from "../trial/SimulationCard.tsx"
import { TrialView } from "../trial/TrialView.tsx"
import { useSimulation } from "../trial/useSimulation.ts"

const dayMillis = 86_400_000

const ago = (millis: number): string => new Date(Date.now() - millis).toISOString()

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined)

export default function TrialPage() {
  const tenant = useTenant()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const simulation = useSimulation(tenant)
  const stated = text(search.from)
  const from = stated === undefined || Number.isNaN(Date.parse(stated)) ? undefined : new Date(stated).toISOString()
  const token = text(search.token)
  const go = (next: { readonly from: string; readonly token?: string | undefined }) =>
    void navigate({ to: ".", search: next as never, replace: true, resetScroll: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once, when no time is stated.
  useEffect(() => {
    if (from === undefined) go({ from: ago(0), token })
  }, [from])
  return (
    <Page
      title={message.trial.title}
      about={message.trial.about}
      actions={
        <>
          <Link to={tenantPath(tenant, "scim")} className={buttonClass("quiet")}>
            <Icon name="back" />
            {message.trial.back}
          </Link>
          <Button onClick={() => go({ from: ago(dayMillis), token })}>{message.trial.lastDay}</Button>
          <Button icon="rotate" onClick={() => go({ from: ago(0), token })}>
            {message.trial.startOver}
          </Button>
        </>
      }
    >
      {from === undefined ? null : (
        <TrialView
          key={`${tenant} ${from} ${token}`}
          tenant={tenant}
          from={from}
          token={token}
          onToken={(chosen) => go({ from, token: chosen })}
        >
          <SimulationCard
            simulation={simulation}
            onStart={(player) => {
              // It has a token of its own.
              if (token !== undefined) go({ from })
              simulation.start(player)
            }}
          />
        </TrialView>
      )}
    </Page>
  )
}
