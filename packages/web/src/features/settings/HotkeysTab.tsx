import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Copyable, CopyButton } from '../../ui/copyable.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ago } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { RowsTable } from '../../ui/rows-table.tsx'
import { hotkeysQuery } from './queries.ts'
import { texts } from './texts.ts'

const { hotkeys: words } = texts

/** The keys that sign for machines. */
export function HotkeysTab() {
  const client = useQueryClient()
  const hotkeys = useQuery(hotkeysQuery)
  const [going, setGoing] = useState<string>()
  const unbind = useMutation({
    mutationFn: (hotkey: string) =>
      api.marketplace.DELETE('/v1/hotkeys/{hotkey}', { params: { path: { hotkey } } }),
    onSuccess: async () => {
      setGoing(undefined)
      await client.invalidateQueries({ queryKey: ['hotkeys'] })
    },
  })
  return (
    <Section title={texts.tabs.hotkeys} hint={words.hint}>
      <Loaded query={hotkeys}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="text-ink-soft">{words.nothing}</p>
          ) : (
            <RowsTable
              rows={rows}
              keyOf={({ hotkey }) => hotkey}
              columns={[
                {
                  name: texts.name,
                  className: 'font-medium',
                  cell: ({ name, blocked_reason: reason }) => (
                    <>
                      {name || '–'} {reason && <Badge tone="bad">{words.blocked}</Badge>}
                      {reason && <span className="block text-xs text-bad">{reason}</span>}
                    </>
                  ),
                },
                {
                  name: words.address,
                  className: 'max-w-80',
                  cell: ({ hotkey }) => (
                    <span className="flex items-center gap-1">
                      <code className="truncate font-mono text-xs">{hotkey}</code>
                      <CopyButton text={hotkey} />
                    </span>
                  ),
                },
                { name: words.kind, className: 'whitespace-nowrap', cell: ({ kind }) => words.kinds[kind] },
                { name: texts.created, look: 'quiet', cell: ({ created_at: at }) => ago(at) },
              ]}
              action={({ kind, hotkey }) =>
                kind === 'bound' && (
                  <Button look="quiet" onClick={() => setGoing(hotkey)}>
                    {words.unbind}
                  </Button>
                )
              }
            />
          )
        }
      </Loaded>
      <div className="max-w-2xl space-y-2 pt-3">
        <p>{words.how}</p>
        <Copyable text={'npx nodeyard hotkey create hotkey.json\nnpx nodeyard hotkey bind hotkey.json'} />
      </div>
      <FormDialog
        title={words.unbindSure}
        isOpen={going !== undefined}
        onClose={() => setGoing(undefined)}
        action={words.unbind}
        isDanger
        isPending={unbind.isPending}
        error={unbind.error}
        onSubmit={() => going && unbind.mutate(going)}
      >
        <p className="text-ink-soft">{words.unbindHint}</p>
      </FormDialog>
    </Section>
  )
}
