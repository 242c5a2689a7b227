import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { type Deployment, versionsQuery } from './queries.ts'
import { texts } from './texts.ts'

/** Which version answers, how many replicas, and its end. */
export function SettingsTab({ deployment }: { deployment: Deployment }) {
  const { id } = deployment
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isSure, setSure] = useState(false)
  const { data: versions = [] } = useQuery(versionsQuery(deployment.model))
  const change = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      answerOf(
        api.marketplace.PATCH('/v1/deployments/{id}', { params: { path: { id } }, body: body as never }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deployments'] }),
  })
  const remove = useMutation({
    mutationFn: () => api.marketplace.DELETE('/v1/deployments/{id}', { params: { path: { id } } }),
    onSuccess: async () => {
      await navigate({ to: '/deployments' })
      client.removeQueries({ queryKey: ['deployments', id] })
      await client.invalidateQueries({ queryKey: ['deployments'] })
    },
  })
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const number = (name: string) => Number(form.get(name))
    const revision = String(form.get('revision'))
    change.mutate({
      ...(revision !== deployment.revision && { revision }),
      min_replicas: number('min_replicas'),
      max_replicas: number('max_replicas'),
      scale_to_zero_after_s: number('scale_to_zero_after_s'),
      timeout_ms: number('timeout_ms'),
      batching: { max_rows: number('max_rows'), window_ms: number('window_ms') },
    })
  }
  const fields = [
    ['min_replicas', texts.min, deployment.min_replicas, 0, texts.minHint],
    ['max_replicas', texts.max, deployment.max_replicas, 1, undefined],
    ['scale_to_zero_after_s', texts.sleepAfter, deployment.scale_to_zero_after_s, 1, undefined],
    ['timeout_ms', texts.timeout, deployment.timeout_ms, 1, undefined],
    ['max_rows', texts.batchRows, deployment.batching.max_rows, 1, texts.batchHint],
    ['window_ms', texts.batchWindow, deployment.batching.window_ms, 0, undefined],
  ] as const
  const isStopped = deployment.status === 'stopped' || deployment.status === 'failed'
  return (
    <div className="max-w-2xl space-y-6">
      <form key={deployment.updated_at} onSubmit={save} className="card space-y-4 p-5">
        <Field label={texts.versionSwitch} hint={texts.versionHint}>
          <select name="revision" defaultValue={deployment.revision} className="field">
            {[...new Set([deployment.revision, ...versions.map(({ version }) => version)])].map((version) => (
              <option key={version}>{version}</option>
            ))}
          </select>
        </Field>
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          {fields.map(([name, label, value, least, hint]) => (
            <Field key={name} label={label} hint={hint}>
              <input
                name={name}
                type="number"
                min={least}
                step={1}
                required
                defaultValue={value}
                className="field"
              />
            </Field>
          ))}
        </div>
        {change.error && (
          <p role="alert" className="text-bad">
            {change.error.message}
          </p>
        )}
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" disabled={change.isPending}>
            {texts.save}
          </Button>
          <span role="status" className="text-good">
            {change.isSuccess && !change.isPending ? texts.saved : ''}
          </span>
        </div>
      </form>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => change.mutate({ status: isStopped ? 'ready' : 'stopped' })}
          disabled={change.isPending}
        >
          {isStopped ? texts.start : texts.stop}
        </Button>
        <Button look="danger" onClick={() => setSure(true)}>
          {texts.remove}
        </Button>
      </div>
      <Dialog label={texts.remove} isOpen={isSure} onClose={() => setSure(false)} className="max-w-md">
        <div className="space-y-4 p-5">
          <h2 className="text-base font-semibold">{deployment.model}</h2>
          <p className="text-ink-soft">{texts.removeHint}</p>
          {remove.error && (
            <p role="alert" className="text-bad">
              {remove.error.message}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setSure(false)}>{texts.cancel}</Button>
            <Button look="danger" onClick={() => remove.mutate()} disabled={remove.isPending}>
              {texts.removeSure}
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}
