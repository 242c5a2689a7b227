import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { AppWindow, Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copyable.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ago } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Facts, Section } from '../../ui/page.tsx'
import { RowsTable } from '../../ui/rows-table.tsx'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AppDialog } from './AppDialog.tsx'
import { allowedQuery, appsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { apps: words } = texts

interface Shown {
  id: string
  name: string
}

/** Apps one has made, and apps one has let act for oneself. */
export function AppsTab() {
  const client = useQueryClient()
  const apps = useQuery(appsQuery)
  const allowed = useQuery(allowedQuery)
  const [editing, setEditing] = useState<string | 'new'>()
  const [asked, setAsked] = useState<{ what: 'rotate' | 'remove' | 'take back'; app: Shown }>()
  const [made, setMade] = useState<{ name: string; secret: string | null; id: string }>()
  const again = async () => {
    setAsked(undefined)
    await client.invalidateQueries({ queryKey: ['oauth'] })
  }
  const act = useMutation({
    async mutationFn({ what, app }: Exclude<typeof asked, undefined>) {
      const params = { path: { id: app.id } }
      if (what === 'remove') await api.marketplace.DELETE('/v1/oauth/apps/{id}', { params })
      if (what === 'take back') await api.marketplace.DELETE('/v1/oauth/authorizations/{id}', { params })
      if (what !== 'rotate') return
      const { client_secret: secret } = await answerOf(
        api.marketplace.POST('/v1/oauth/apps/{id}/rotate_secret', { params }),
      )
      setMade({ ...app, secret })
    },
    onSuccess: again,
  })
  const ask = {
    rotate: [words.rotateSure, words.rotate, words.rotateHint],
    remove: [asked?.app.name ?? '', texts.remove, words.removeHint],
    'take back': [asked?.app.name ?? '', words.takeBack, words.allowedHint],
  }[asked?.what ?? 'rotate']
  return (
    <div className="space-y-8">
      <Section
        title={texts.tabs.apps}
        hint={words.hint}
        actions={
          <Button look="primary" onClick={() => setEditing('new')}>
            <Plus aria-hidden size={15} />
            {words.new}
          </Button>
        }
      >
        <Loaded query={apps}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>
            ) : (
              <ul className="space-y-3">
                {rows.map((app) => (
                  <li key={app.id} className="card p-4">
                    <div className="mb-3 flex flex-wrap items-center gap-2.5">
                      <AppWindow aria-hidden size={17} className="text-ink-soft" />
                      <h3 className="min-w-0 flex-1 truncate font-semibold">{app.name}</h3>
                      <Badge tone={app.mode === 'live' ? 'good' : 'warn'}>{app.mode}</Badge>
                      <Badge>{app.type}</Badge>
                      <Button look="quiet" onClick={() => setEditing(app.id)}>
                        {words.edit}
                      </Button>
                      {app.type === 'confidential' && (
                        <Button look="quiet" onClick={() => setAsked({ what: 'rotate', app })}>
                          {words.rotate}
                        </Button>
                      )}
                      <Button look="quiet" onClick={() => setAsked({ what: 'remove', app })}>
                        {texts.remove}
                      </Button>
                    </div>
                    <Facts
                      rows={[
                        [
                          words.clientId,
                          <span key="id" className="flex items-center gap-1">
                            <code className="truncate font-mono text-xs">{app.id}</code>
                            <CopyButton text={app.id} />
                          </span>,
                        ],
                        [
                          words.redirects,
                          <ul key="uris" className="font-mono text-xs">
                            {app.redirect_uris.map((uri) => (
                              <li key={uri} className="break-all">
                                {uri}
                              </li>
                            ))}
                          </ul>,
                        ],
                        [
                          words.scopes,
                          <span key="scopes" className="flex flex-wrap gap-1">
                            {app.scopes.map((scope) => (
                              <Badge key={scope}>{scope}</Badge>
                            ))}
                          </span>,
                        ],
                      ]}
                    />
                    {editing === app.id && (
                      <AppDialog app={app} onClose={() => setEditing(undefined)} onMade={again} />
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Section>
      <Section title={words.allowed} hint={words.allowedHint}>
        <Loaded query={allowed} lines={2}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="text-ink-soft">{words.nothingAllowed}</p>
            ) : (
              <RowsTable
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { name: texts.name, className: 'font-medium', cell: ({ app }) => app.name },
                  { name: words.scopes, look: 'code', cell: ({ scopes }) => scopes.join(', ') },
                  {
                    name: words.lastUsed,
                    look: 'quiet',
                    cell: ({ last_used_at: at }) => (at ? ago(at) : texts.never),
                  },
                ]}
                action={({ id, app }) => (
                  <Button
                    look="quiet"
                    aria-label={`${words.takeBack} ${app.name}`}
                    onClick={() => setAsked({ what: 'take back', app: { id, name: app.name } })}
                  >
                    {words.takeBack}
                  </Button>
                )}
              />
            )
          }
        </Loaded>
      </Section>
      {editing === 'new' && (
        <AppDialog
          onClose={() => setEditing(undefined)}
          onMade={async (app) => {
            if (app) setMade({ ...app, secret: app.client_secret })
            await again()
          }}
        />
      )}
      {made && (
        <SecretDialog
          title={words.made(made.name)}
          secrets={[
            [words.clientId, made.id],
            ...(made.secret === null ? [] : [[words.secret, made.secret] as const]),
          ]}
          onClose={() => setMade(undefined)}
        />
      )}
      <FormDialog
        title={ask[0]!}
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
        action={ask[1]!}
        isDanger
        isPending={act.isPending}
        error={act.error}
        onSubmit={() => asked && act.mutate(asked)}
      >
        <p className="text-ink-soft">{ask[2]}</p>
      </FormDialog>
    </div>
  )
}
