import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ago } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { keysQuery } from './queries.ts'
import { texts } from './texts.ts'

const { keys: words } = texts

interface Shown {
  revoked_at: string | null
  expires_at: string | null
}

const hasEnded = ({ revoked_at, expires_at }: Shown) =>
  revoked_at !== null || (expires_at !== null && Date.parse(expires_at) < Date.now())

/** The keys of the account: made, seen, ended. */
export function KeysTab() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { new: isNew = false } = useSearch({ strict: false }) as { new?: boolean }
  const keys = useQuery(keysQuery)
  const [made, setMade] = useState<{ name: string; secret: string }>()
  const [ending, setEnding] = useState<{ id: string; name: string }>()
  const [showsEnded, setShowsEnded] = useState(false)
  const open = (isOpen: boolean) =>
    void navigate({ to: '/settings', search: (isOpen ? { new: true } : {}) as never, replace: true })
  const revoke = useMutation({
    mutationFn: (id: string) =>
      answerOf(api.marketplace.DELETE('/v1/keys/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      setEnding(undefined)
      await client.invalidateQueries({ queryKey: ['keys'] })
    },
  })
  return (
    <Section
      title={texts.tabs.keys}
      hint={words.hint}
      actions={
        <Button look="primary" onClick={() => open(true)}>
          <Plus aria-hidden size={15} />
          {words.new}
        </Button>
      }
    >
      <Loaded query={keys}>
        {(all) => {
          const ended = all.filter(hasEnded).length
          const rows = all.filter((key) => showsEnded || !hasEnded(key))
          return (
            <>
              {rows.length === 0 ? (
                <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>
              ) : (
                <div className="card overflow-x-auto">
                  <table className="rows">
                    <thead>
                      <tr>
                        <th scope="col">{texts.name}</th>
                        <th scope="col">{texts.mode}</th>
                        <th scope="col">{words.scopes}</th>
                        <th scope="col">{words.lastUsed}</th>
                        <th scope="col">{words.expires}</th>
                        <th scope="col">
                          <span className="sr-only">{texts.actions}</span>
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((key) => (
                        <tr key={key.id} className={hasEnded(key) ? 'text-ink-soft' : ''}>
                          <td className="max-w-64 min-w-40">
                            <span className="block truncate font-medium">{key.name}</span>
                            <span className="block font-mono text-xs text-ink-soft">
                              {key.prefix}…{key.last4}
                            </span>
                          </td>
                          <td>
                            <Badge tone={key.mode === 'live' ? 'good' : 'warn'}>{words[key.mode]}</Badge>
                          </td>
                          <td className="max-w-72">
                            <span className="line-clamp-2 font-mono text-xs">
                              {key.scopes.includes('*') ? words.everything : key.scopes.join(', ')}
                            </span>
                          </td>
                          <td className="whitespace-nowrap text-ink-soft">
                            {key.last_used_at ? ago(key.last_used_at) : texts.never}
                          </td>
                          <td className="whitespace-nowrap text-ink-soft">
                            {key.revoked_at ? (
                              <Badge tone="bad">{words.revoked}</Badge>
                            ) : hasEnded(key) ? (
                              <Badge>{words.expired}</Badge>
                            ) : key.expires_at ? (
                              ago(key.expires_at)
                            ) : (
                              texts.never
                            )}
                          </td>
                          <td className="text-right">
                            {!hasEnded(key) && (
                              <Button
                                look="quiet"
                                aria-label={`${words.revoke} ${key.name}`}
                                onClick={() => setEnding(key)}
                              >
                                {words.revoke}
                              </Button>
                            )}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              {ended > 0 && (
                <label className="flex items-center gap-2 text-ink-soft">
                  <input
                    type="checkbox"
                    checked={showsEnded}
                    onChange={({ target }) => setShowsEnded(target.checked)}
                    className="accent-accent"
                  />
                  {words.showEnded} ({ended})
                </label>
              )}
            </>
          )
        }}
      </Loaded>
      {isNew && (
        <NewKeyDialog
          onClose={() => open(false)}
          onMade={(key) => {
            open(false)
            setMade(key)
          }}
        />
      )}
      {made && (
        <SecretDialog
          title={words.made(made.name)}
          secrets={[[words.secret, made.secret]]}
          onClose={() => setMade(undefined)}
        />
      )}
      <FormDialog
        title={words.revokeSure(ending?.name ?? '')}
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        action={words.revoke}
        isDanger
        isPending={revoke.isPending}
        error={revoke.error}
        onSubmit={() => ending && revoke.mutate(ending.id)}
      >
        <p className="text-ink-soft">{words.revokeHint}</p>
      </FormDialog>
    </Section>
  )
}
