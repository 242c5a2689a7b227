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
            <div className="card overflow-x-auto">
              <table className="rows">
                <thead>
                  <tr>
                    <th scope="col">{texts.name}</th>
                    <th scope="col">{words.address}</th>
                    <th scope="col">{words.kind}</th>
                    <th scope="col">{texts.created}</th>
                    <th scope="col">
                      <span className="sr-only">{texts.actions}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((one) => (
                    <tr key={one.hotkey}>
                      <td className="font-medium">
                        {one.name || '–'} {one.blocked_reason && <Badge tone="bad">{words.blocked}</Badge>}
                        {one.blocked_reason && (
                          <span className="block text-xs text-bad">{one.blocked_reason}</span>
                        )}
                      </td>
                      <td className="max-w-80">
                        <span className="flex items-center gap-1">
                          <code className="truncate font-mono text-xs">{one.hotkey}</code>
                          <CopyButton text={one.hotkey} />
                        </span>
                      </td>
                      <td className="whitespace-nowrap">{words.kinds[one.kind]}</td>
                      <td className="whitespace-nowrap text-ink-soft">{ago(one.created_at)}</td>
                      <td className="text-right">
                        {one.kind === 'bound' && (
                          <Button look="quiet" onClick={() => setGoing(one.hotkey)}>
                            {words.unbind}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
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
