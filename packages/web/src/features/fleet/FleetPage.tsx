import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AddMachineDialog } from './AddMachineDialog.tsx'
import { MachineCard } from './MachineCard.tsx'
import { type Machine, machinesQuery } from './queries.ts'
import { texts } from './texts.ts'

const STATES = ['verified', 'pending', 'failed'] as const

/** The machines, by state and kind. */
export function FleetPage() {
  const { add = false } = useSearch({ strict: false }) as { add?: boolean }
  const navigate = useNavigate()
  const machines = useQuery(machinesQuery)
  const [state, setState] = useState('')
  const [kind, setKind] = useState('')
  const adding = (isOpen: boolean) =>
    void navigate({ to: '/fleet', search: (isOpen ? { add: true } : {}) as never, replace: true })
  const fits = (machine: Machine) =>
    (state === '' || machine.state === state) &&
    (kind === '' || machine.devices.some((device) => device.kind === kind))
  return (
    <Page
      title={texts.title}
      hint={texts.hint}
      actions={
        <Button look="primary" onClick={() => adding(true)}>
          <Plus aria-hidden size={15} />
          {texts.add}
        </Button>
      }
    >
      <Loaded query={machines}>
        {(all) => {
          const kinds = [
            ...new Set(all.flatMap(({ devices }) => devices.map((device) => device.kind))),
          ].sort()
          const shown = all.filter(fits)
          const sums = [
            [texts.counts.all, all.length],
            ...STATES.map(
              (name) => [texts.counts[name], all.filter((one) => one.state === name).length] as const,
            ),
            [texts.counts.devices, all.reduce((sum, { devices }) => sum + devices.length, 0)],
          ] as const
          return (
            <div className="space-y-5">
              <dl className="grid grid-cols-5 gap-3 max-lg:grid-cols-3">
                {sums.map(([name, count]) => (
                  <div key={name} className="card p-4">
                    <dt className="text-xs text-ink-soft">{name}</dt>
                    <dd className="mt-1 text-lg font-semibold tabular-nums">{count}</dd>
                  </div>
                ))}
              </dl>
              <div className="flex flex-wrap gap-2">
                <select
                  aria-label={texts.filterState}
                  value={state}
                  onChange={({ target }) => setState(target.value)}
                  className="field w-auto"
                >
                  <option value="">{texts.all}</option>
                  {STATES.map((name) => (
                    <option key={name} value={name}>
                      {texts.states[name]}
                    </option>
                  ))}
                </select>
                <select
                  aria-label={texts.filterKind}
                  value={kind}
                  onChange={({ target }) => setKind(target.value)}
                  className="field w-auto"
                >
                  <option value="">{texts.allKinds}</option>
                  {kinds.map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </select>
              </div>
              {shown.length === 0 ? (
                <EmptyState title={texts.nothing} />
              ) : (
                <ul className="space-y-4">
                  {shown.map((machine) => (
                    <li key={machine.id}>
                      <MachineCard machine={machine} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )
        }}
      </Loaded>
      <AddMachineDialog isOpen={add} onClose={() => adding(false)} />
    </Page>
  )
}
