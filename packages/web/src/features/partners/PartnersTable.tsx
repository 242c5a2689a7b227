import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ago } from '../../ui/format.ts'
import { type Column, RowsTable } from '../../ui/rows-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { hostsQuery, type Partner } from './queries.ts'
import { texts } from './texts.ts'

/** Names of models that are shown of one partner. */
const SHOWN = 6

interface Props {
  partners: readonly Partner[]
  isNetwork: boolean
}

/** Whether a partner answered when it was asked last. */
function Reached({ partner: { error, reached_at: at } }: { partner: Partner }) {
  if (error) {
    return (
      <span title={error}>
        <Badge tone="bad">{texts.unreached}</Badge>
        <span className="mt-0.5 block max-w-48 truncate text-xs text-ink-soft">{error}</span>
      </span>
    )
  }
  return at ? <Badge tone="good">{texts.reached}</Badge> : <Badge>{texts.unknown}</Badge>
}

/** Whom this server knows, whether they answer, and what they host. */
export function PartnersTable({ partners, isNetwork }: Props) {
  const client = useQueryClient()
  const hosts = useQuery({ ...hostsQuery, enabled: isNetwork && partners.length > 0 })
  const [leaving, setLeaving] = useState<Partner>()
  const leave = useMutation({
    mutationFn: ({ id, address }: Partner) =>
      ask('/delete-node', { method: 'DELETE', json: { 'node-id': id, 'node-address': address } }),
    onSuccess: async () => {
      setLeaving(undefined)
      await client.invalidateQueries({ queryKey: ['grid'] })
    },
  })
  if (partners.length === 0) {
    return (
      <EmptyState title={texts.nothing}>
        <p className="mb-3">{isNetwork ? texts.nothingNetwork : texts.nothingNode}</p>
        {!isNetwork && (
          <Copyable
            text={`npx nodeyard grid join http://network.example.org:8000 --address ${location.origin}`}
          />
        )}
      </EmptyState>
    )
  }
  const modelsOf = (id: string) => {
    const models = hosts.data?.find((host) => host.id === id)?.models
    if (!models) return <span className="text-ink-soft">{hosts.isFetching ? texts.asking : '–'}</span>
    if (models.length === 0) return <span className="text-ink-soft">{texts.noModels}</span>
    return (
      <span className="flex flex-wrap gap-1" title={models.join('\n')}>
        {models.slice(0, SHOWN).map((model) => (
          <Badge key={model}>
            <span className="max-w-40 truncate">{model}</span>
          </Badge>
        ))}
        {models.length > SHOWN && <span className="text-xs text-ink-soft">+ {models.length - SHOWN}</span>}
      </span>
    )
  }
  const hostsColumn: Column<Partner> = {
    name: texts.hosts,
    className: 'max-w-80',
    cell: ({ id }) => modelsOf(id),
  }
  return (
    <>
      <RowsTable
        rows={partners}
        keyOf={({ id, address }) => `${id} ${address}`}
        columns={[
          {
            name: texts.partner,
            className: 'max-w-64 min-w-36',
            cell: ({ id, address }) => (
              <>
                <span className="block truncate font-medium">{id}</span>
                <span className="block truncate font-mono text-xs text-ink-soft">{address}</span>
              </>
            ),
          },
          { name: texts.state, cell: (partner) => <Reached partner={partner} /> },
          ...(isNetwork ? [hostsColumn] : []),
          {
            name: texts.lastReached,
            look: 'quiet',
            cell: ({ reached_at: at }) => (at ? ago(at) : texts.never),
          },
        ]}
        {...(isNetwork && {
          action: (partner: Partner) => (
            <Button
              look="quiet"
              aria-label={`${texts.leave} ${partner.id}`}
              onClick={() => setLeaving(partner)}
            >
              {texts.leave}
            </Button>
          ),
        })}
      />
      <FormDialog
        title={texts.leaveSure(leaving?.id ?? '')}
        isOpen={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        action={texts.leave}
        isDanger
        isPending={leave.isPending}
        error={leave.error}
        onSubmit={() => leaving && leave.mutate(leaving)}
      >
        <p className="text-ink-soft">{texts.leaveHint}</p>
      </FormDialog>
    </>
  )
}
