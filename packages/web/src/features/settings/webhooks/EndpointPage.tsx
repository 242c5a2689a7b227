import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../app/api.ts'
import { orgsQuery } from '../../../app/session.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { ago } from '../../../ui/format.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page } from '../../../ui/page.tsx'
import { SecretDialog } from '../../../ui/secret-dialog.tsx'
import { EVENT_TYPES } from '../choices.ts'
import { endpointQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { Deliveries } from './Deliveries.tsx'
import { EndpointDialog } from './EndpointDialog.tsx'
import { EndpointState } from './EndpointState.tsx'

const { webhooks: words } = texts

type Question = 'edit' | 'rotate' | 'remove' | 'since' | 'trigger'

/** One endpoint: what it hears of, what it was told, and how it answered. */
export function EndpointPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const params = { path: { id } }
  const client = useQueryClient()
  const navigate = useNavigate()
  const endpoint = useQuery(endpointQuery(id))
  const { data: orgs = [] } = useQuery(orgsQuery)
  const ownerOrg = orgs.find((org) => org.id === endpoint.data?.owner_id)
  const [open, setOpen] = useState<Question>()
  const [said, setSaid] = useState('')
  const close = () => setOpen(undefined)
  const again = async (text = '') => {
    close()
    setSaid(text)
    await client.invalidateQueries({ queryKey: ['webhooks'] })
  }
  const change = useMutation({
    mutationFn: (body: object) =>
      answerOf(api.marketplace.PATCH('/v1/webhook_endpoints/{id}', { params, body })),
    onSuccess: () => again(texts.saved),
  })
  const rotate = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.marketplace.POST('/v1/webhook_endpoints/{id}/rotate_secret', {
          params,
          body: { overlap_seconds: Number(form.get('overlap')) },
        }),
      ),
    onSuccess: () => again(),
  })
  const resend = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.marketplace.POST('/v1/webhook_endpoints/{id}/resend', {
          params,
          body: {
            since: new Date(String(form.get('since'))).toISOString(),
            undelivered_only: form.get('undelivered') === 'on',
          },
        }),
      ),
    onSuccess: ({ resent }) => again(words.resentMany(resent)),
  })
  const trigger = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.marketplace.POST('/v1/events/trigger', {
          body: {
            type: String(form.get('type')) as never,
            ...(ownerOrg !== undefined && { owner: ownerOrg.slug }),
          },
        }),
      ),
    onSuccess: () => again(words.triggered),
  })
  const remove = useMutation({
    mutationFn: () => api.marketplace.DELETE('/v1/webhook_endpoints/{id}', { params }),
    async onSuccess() {
      await navigate({ to: '/settings', search: { tab: 'webhooks' } as never })
      client.removeQueries({ queryKey: ['webhooks', id] })
      await client.invalidateQueries({ queryKey: ['webhooks'] })
    },
  })
  return (
    <Loaded query={endpoint} lines={6}>
      {(one) => (
        <Page
          above={
            <Link to="/settings" search={{ tab: 'webhooks' } as never} className="hover:text-ink">
              {texts.tabs.webhooks}
            </Link>
          }
          title={
            <>
              <span className="min-w-0 break-all">{one.url}</span>
              <EndpointState endpoint={one} />
            </>
          }
          hint={one.description}
          actions={
            <>
              {one.mode === 'test' && <Button onClick={() => setOpen('trigger')}>{words.trigger}</Button>}
              <Button onClick={() => setOpen('since')}>{words.resendSince}</Button>
              <Button onClick={() => setOpen('rotate')}>{words.rotate}</Button>
              <Button onClick={() => setOpen('edit')}>{texts.apps.edit}</Button>
              <Button
                disabled={change.isPending}
                onClick={() => change.mutate({ status: one.status === 'enabled' ? 'disabled' : 'enabled' })}
              >
                {one.status === 'enabled' ? words.disable : words.enable}
              </Button>
              <Button look="danger" onClick={() => setOpen('remove')}>
                {texts.remove}
              </Button>
            </>
          }
        >
          <p role="status" className="min-h-6 text-good">
            {said}
          </p>
          {one.disabled_reason && (
            <p className="mb-3 rounded-md bg-warn-soft p-3 text-warn">{one.disabled_reason}</p>
          )}
          {one.failing_since && one.status === 'enabled' && (
            <p className="mb-3 rounded-md bg-bad-soft p-3 text-bad">
              {words.failingSince(ago(one.failing_since))}
            </p>
          )}
          <p className="mb-5 font-mono text-xs break-words text-ink-soft">
            {one.events.includes('*') ? words.all : one.events.join(' · ')}
          </p>
          <Deliveries id={id} onResent={() => again(words.resent)} />
          {open === 'edit' && (
            <EndpointDialog
              settings={one}
              isPending={change.isPending}
              error={change.error}
              onClose={close}
              onSave={(settings) => change.mutate(settings)}
            />
          )}
          <FormDialog
            title={words.rotate}
            isOpen={open === 'rotate'}
            onClose={close}
            action={words.rotate}
            isPending={rotate.isPending}
            error={rotate.error}
            onSubmit={(form) => rotate.mutate(form)}
          >
            <Field label={words.overlap} hint={words.rotateHint}>
              <select name="overlap" defaultValue="86400" className="field">
                {Object.entries(words.overlaps).map(([seconds, label]) => (
                  <option key={seconds} value={seconds}>
                    {label}
                  </option>
                ))}
              </select>
            </Field>
          </FormDialog>
          <FormDialog
            title={words.resendSince}
            isOpen={open === 'since'}
            onClose={close}
            action={words.resend}
            isPending={resend.isPending}
            error={resend.error}
            onSubmit={(form) => resend.mutate(form)}
          >
            <Field label={words.since}>
              <input name="since" type="datetime-local" required className="field" />
            </Field>
            <label className="flex items-center gap-2">
              <input type="checkbox" name="undelivered" defaultChecked className="accent-accent" />
              {words.onlyUndelivered}
            </label>
          </FormDialog>
          <FormDialog
            title={words.trigger}
            isOpen={open === 'trigger'}
            onClose={close}
            action={words.trigger}
            isPending={trigger.isPending}
            error={trigger.error}
            onSubmit={(form) => trigger.mutate(form)}
          >
            <Field label={words.type}>
              <select name="type" className="field font-mono">
                {EVENT_TYPES.filter((type) => one.events.includes('*') || one.events.includes(type)).map(
                  (type) => (
                    <option key={type}>{type}</option>
                  ),
                )}
              </select>
            </Field>
          </FormDialog>
          <FormDialog
            title={one.url}
            isOpen={open === 'remove'}
            onClose={close}
            action={texts.remove}
            isDanger
            isPending={remove.isPending}
            error={remove.error}
            onSubmit={() => remove.mutate()}
          >
            <p className="text-ink-soft">{words.removeHint}</p>
          </FormDialog>
          {rotate.data && (
            <SecretDialog
              title={words.made}
              secrets={[
                [words.secret, rotate.data.secret],
                [words.standard, rotate.data.standard_secret],
              ]}
              onClose={() => rotate.reset()}
            />
          )}
        </Page>
      )}
    </Loaded>
  )
}
