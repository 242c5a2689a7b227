import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Cpu, RotateCw, Server } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { DeploymentState, type DeploymentStatus } from '../../ui/deployment-state.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ago, bytes } from '../../ui/format.ts'
import { Facts } from '../../ui/page.tsx'
import type { Machine } from './queries.ts'
import { Story } from './Story.tsx'
import { texts } from './texts.ts'

const TONES = { verified: 'good', pending: 'accent', failed: 'bad' } as const

/** A time that is to come; `ago` knows no moments shorter than a minute. */
const soon = (time: string) => (Date.parse(time) - Date.now() < 60_000 ? texts.soon : ago(time))

/** A machine: what it has, how it proved it, and what runs on it. */
export function MachineCard({ machine }: { machine: Machine }) {
  const { verification, devices, deployments } = machine
  const params = { path: { id: machine.id } }
  const client = useQueryClient()
  const [isSure, setSure] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: ['machines'] })
  const retry = useMutation({
    mutationFn: () => api.marketplace.POST('/v1/machines/{id}/verify', { params, body: {} }),
    onSuccess: again,
  })
  const remove = useMutation({
    mutationFn: () => api.marketplace.DELETE('/v1/machines/{id}', { params }),
    onSuccess: again,
  })
  const name = machine.name ?? machine.server_id
  const when = (time: string | null) => (time ? ago(time) : texts.never)
  return (
    <article aria-label={name} className="card">
      <header className="flex flex-wrap items-center gap-2.5 border-b border-line px-5 py-3.5">
        <Server aria-hidden size={18} className="text-ink-soft" />
        <h2 className="min-w-0 truncate text-base font-semibold">{name}</h2>
        <Badge tone={TONES[machine.state]}>
          <span
            aria-hidden
            className={`size-1.5 rounded-full bg-current ${machine.state === 'pending' ? 'animate-pulse' : ''}`}
          />
          {texts.states[machine.state]}
        </Badge>
        {machine.is_silent && <Badge tone="warn">{texts.states.silent}</Badge>}
        {machine.is_own && <Badge>{texts.states.own}</Badge>}
        {!machine.is_own && (
          <div className="ml-auto flex gap-2">
            <Button onClick={() => retry.mutate()} disabled={retry.isPending || machine.state === 'pending'}>
              <RotateCw aria-hidden size={14} />
              {texts.retry}
            </Button>
            <Button look="quiet" onClick={() => setSure(true)}>
              {texts.remove}
            </Button>
          </div>
        )}
      </header>
      {retry.error && (
        <p role="alert" className="mx-5 mt-4 rounded-md bg-bad-soft p-3 text-bad">
          {retry.error.message}
        </p>
      )}
      <div className="grid grid-cols-2 gap-x-8 gap-y-5 p-5 max-lg:grid-cols-1">
        <Story machine={machine} />
        <div className="space-y-5">
          <section aria-label={texts.devices}>
            <h3 className="mb-2 font-medium">{texts.devices}</h3>
            <ul className="space-y-1.5">
              {devices.map((device) => (
                <li key={device.uuid} className="flex items-center gap-2.5">
                  <Cpu aria-hidden size={15} className="shrink-0 text-ink-soft" />
                  <span className="min-w-0 flex-1 truncate" title={device.uuid}>
                    {device.name}
                  </span>
                  <span className="shrink-0 text-ink-soft tabular-nums">{bytes(device.memory_bytes)}</span>
                  <Badge>{device.kind}</Badge>
                </li>
              ))}
            </ul>
          </section>
          <section aria-label={texts.deployments}>
            <h3 className="mb-2 font-medium">{texts.deployments}</h3>
            {deployments.length === 0 ? (
              <p className="text-ink-soft">{texts.noDeployments}</p>
            ) : (
              <ul className="space-y-1.5">
                {deployments.map(({ id, model, status }) => (
                  <li key={id} className="flex items-center gap-2.5">
                    <Link
                      to="/deployments/$id"
                      params={{ id } as never}
                      className="min-w-0 flex-1 truncate font-medium text-accent hover:underline"
                    >
                      {model}
                    </Link>
                    <DeploymentState status={status as DeploymentStatus} />
                  </li>
                ))}
              </ul>
            )}
          </section>
          <Facts
            rows={[
              [texts.address, <code key="address">{machine.address}</code>],
              ...(machine.is_own
                ? []
                : ([
                    [texts.verifiedAt, when(verification.verified_at)],
                    ...(verification.next_at && machine.state !== 'pending'
                      ? [[texts.nextAt, soon(verification.next_at)] as const]
                      : []),
                    ...(verification.attempts > 0
                      ? [[texts.attempts, String(verification.attempts)] as const]
                      : []),
                    [texts.seenAt, when(machine.seen_at)],
                  ] as const)),
              [
                texts.hotkey,
                <code key="hotkey" className="block truncate text-xs" title={machine.hotkey}>
                  {machine.hotkey}
                </code>,
              ],
            ]}
          />
        </div>
      </div>
      <FormDialog
        title={texts.removeSure(name)}
        isOpen={isSure}
        onClose={() => setSure(false)}
        action={texts.remove}
        isDanger
        isPending={remove.isPending}
        error={remove.error}
        onSubmit={() => remove.mutate()}
      >
        <p className="text-ink-soft">{texts.removeHint}</p>
      </FormDialog>
    </article>
  )
}
