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
import { RowsTable } from '../../ui/rows-table.tsx'
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

/** When a key ends, or why it has. */
function End({ of: key }: { of: Shown }) {
  if (key.revoked_at) return <Badge tone="bad">{words.revoked}</Badge>
  if (hasEnded(key)) return <Badge>{words.expired}</Badge>
  return key.expires_at ? ago(key.expires_at) : texts.never
}

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
                <RowsTable
                  rows={rows}
                  keyOf={({ id }) => id}
                  isFaint={hasEnded}
                  columns={[
                    {
                      name: texts.name,
                      className: 'max-w-64 min-w-40',
                      cell: (key) => (
                        <>
                          <span className="block truncate font-medium">{key.name}</span>
                          <span className="block font-mono text-xs text-ink-soft">
                            {key.prefix}…{key.last4}
                          </span>
                        </>
                      ),
                    },
                    {
                      name: texts.mode,
                      cell: ({ mode }) => (
                        <Badge tone={mode === 'live' ? 'good' : 'warn'}>{words[mode]}</Badge>
                      ),
                    },
                    {
                      name: words.scopes,
                      look: 'code',
                      className: 'max-w-72',
                      cell: ({ scopes }) => (
                        <span className="line-clamp-2" title={scopes.join(', ')}>
                          {scopes.includes('*') ? words.everything : scopes.join(', ')}
                        </span>
                      ),
                    },
                    {
                      name: words.lastUsed,
                      look: 'quiet',
                      cell: (key) => (key.last_used_at ? ago(key.last_used_at) : texts.never),
                    },
                    { name: words.expires, look: 'quiet', cell: (key) => <End of={key} /> },
                  ]}
                  action={(key) =>
                    !hasEnded(key) && (
                      <Button
                        look="quiet"
                        aria-label={`${words.revoke} ${key.name}`}
                        onClick={() => setEnding(key)}
                      >
                        {words.revoke}
                      </Button>
                    )
                  }
                />
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
