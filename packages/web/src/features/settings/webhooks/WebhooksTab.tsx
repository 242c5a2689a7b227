import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../app/api.ts'
import { useActingOrg } from '../../../app/session.ts'
import { Button } from '../../../ui/button.tsx'
import { ago } from '../../../ui/format.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { Section } from '../../../ui/page.tsx'
import { ROW_LINK, RowsTable } from '../../../ui/rows-table.tsx'
import { SecretDialog } from '../../../ui/secret-dialog.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { endpointsQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { EndpointDialog } from './EndpointDialog.tsx'
import { EndpointState } from './EndpointState.tsx'

const { webhooks: words } = texts

/** Addresses that are told what happens, in the mode one is in. */
export function WebhooksTab() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const owner = useActingOrg()?.slug
  const endpoints = useQuery(endpointsQuery(owner))
  const [isNew, setNew] = useState(false)
  const add = useMutation({
    mutationFn: (body: { url: string; events: string[]; description: string | null }) =>
      answerOf(
        api.marketplace.POST('/v1/webhook_endpoints', {
          body: { ...body, ...(owner !== undefined && { owner }) } as never,
        }),
      ),
    onSuccess: async () => {
      setNew(false)
      await client.invalidateQueries({ queryKey: ['webhooks'] })
    },
  })
  return (
    <Section
      title={texts.tabs.webhooks}
      hint={words.hint}
      actions={
        <Button look="primary" onClick={() => setNew(true)}>
          <Plus aria-hidden size={15} />
          {words.new}
        </Button>
      }
    >
      <Loaded query={endpoints}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>
          ) : (
            <RowsTable
              rows={rows}
              keyOf={({ id }) => id}
              isLinked
              columns={[
                {
                  name: words.url,
                  className: 'max-w-96 min-w-48',
                  cell: ({ id, url, description }) => (
                    <>
                      <Link to="/settings/webhooks/$id" params={{ id } as never} className={ROW_LINK}>
                        {url}
                      </Link>
                      {description && (
                        <span className="block truncate text-xs text-ink-soft">{description}</span>
                      )}
                    </>
                  ),
                },
                {
                  name: words.events,
                  look: 'code',
                  className: 'max-w-64',
                  cell: ({ events }) => (
                    <span className="line-clamp-2">
                      {events.includes('*') ? words.all : events.join(', ')}
                    </span>
                  ),
                },
                { name: texts.state, cell: (endpoint) => <EndpointState endpoint={endpoint} /> },
                { name: texts.created, look: 'quiet', cell: ({ created_at: at }) => ago(at) },
              ]}
            />
          )
        }
      </Loaded>
      {isNew && (
        <EndpointDialog
          isPending={add.isPending}
          error={add.error}
          onClose={() => setNew(false)}
          onSave={(settings) => add.mutate(settings)}
        />
      )}
      {add.data && (
        <SecretDialog
          title={words.made}
          secrets={[
            [words.secret, add.data.secret],
            [words.standard, add.data.standard_secret],
          ]}
          onClose={() => {
            const { id } = add.data
            add.reset()
            void navigate({ to: '/settings/webhooks/$id', params: { id } as never })
          }}
        />
      )}
    </Section>
  )
}
