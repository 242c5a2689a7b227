import { ApiError, randomKey } from '@nodeyard/sdk/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, PackagePlus, Rocket } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { figure } from '../../../ui/format.ts'
import { explainError } from '../run/explain-error.ts'
import { useRunOptions } from '../run/run-options.ts'
import { useTab } from '../tabs/use-tab.ts'
import { modelNameOf } from './model-name.ts'
import { deployVersion, type Published, publishGraph } from './publish-graph.ts'
import { texts } from './texts.ts'

/** From the graph to the registry, and from there to a deployment. */
export function PublishButton({ tabId }: { tabId: string }) {
  const [isOpen, setOpen] = useState(false)
  const isEmpty = useTab(tabId, ({ document }) => document.boxes.size === 0)
  return (
    <>
      <Button
        look="quiet"
        title={texts.publishHint}
        disabled={isEmpty}
        onClick={() => setOpen(true)}
        className="px-2"
      >
        <PackagePlus aria-hidden size={15} />
        <span className="max-xl:sr-only">{texts.publish}</span>
      </Button>
      <Dialog label={texts.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <PublishForm tabId={tabId} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function PublishForm({ tabId, onClose }: { tabId: string; onClose(): void }) {
  const document = useTab(tabId, ({ document }) => document)
  const seed = useRunOptions(({ options }) => options.seed)
  const [wanted, setWanted] = useState(() => ({
    name: modelNameOf(document.name),
    version: '',
    summary: document.description.split(/(?<=\.) /)[0] ?? '',
    license: '',
    nodeId: '',
  }))
  // Pressed again after the connection broke, it is the same wish; after an answer or a change it is another one.
  const [key, setKey] = useState(randomKey)
  const client = useQueryClient()
  const publish = useMutation({
    mutationFn: () => publishGraph(tabId, { ...wanted, seed }, key),
    onError: (error) => error instanceof ApiError && setKey(randomKey()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['studio', 'runs'] }),
  })
  if (publish.data) return <Done published={publish.data} onClose={onClose} />
  const set = (change: Partial<typeof wanted>) => {
    setWanted((before) => ({ ...before, ...change }))
    setKey(randomKey())
  }
  const trainings = [...document.boxes.values()].filter(({ type }) => /TrainingLoop$/.test(type))
  return (
    <form
      className="space-y-4 p-5"
      onSubmit={(event) => {
        event.preventDefault()
        publish.mutate()
      }}
    >
      <div>
        <h2 className="text-lg font-semibold">{texts.title}</h2>
        <p className="mt-1 text-ink-soft">{texts.intro}</p>
      </div>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-4">
        <Field label={texts.name} hint={texts.nameHint}>
          <input
            required
            pattern="[a-z0-9][a-z0-9._\-]*"
            maxLength={96}
            value={wanted.name}
            onChange={({ target }) => set({ name: target.value })}
            className="field font-mono"
          />
        </Field>
        <Field label={texts.version} hint={texts.versionHint}>
          <input
            placeholder="1.0.0"
            pattern="\d+\.\d+\.\d+.*"
            value={wanted.version}
            onChange={({ target }) => set({ version: target.value })}
            className="field font-mono"
          />
        </Field>
      </div>
      <Field label={texts.summary}>
        <input
          maxLength={1000}
          value={wanted.summary}
          onChange={({ target }) => set({ summary: target.value })}
          className="field"
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label={texts.license}>
          <input
            placeholder="Apache-2.0"
            value={wanted.license}
            onChange={({ target }) => set({ license: target.value })}
            className="field"
          />
        </Field>
        {trainings.length > 1 && (
          <Field label={texts.which}>
            <select
              value={wanted.nodeId}
              onChange={({ target }) => set({ nodeId: target.value })}
              className="field"
            >
              <option value="">{texts.automatic}</option>
              {trainings.map(({ id, data, type }) => (
                <option key={id} value={id}>
                  {data.label ?? `${type} ${id}`}
                </option>
              ))}
            </select>
          </Field>
        )}
      </div>
      {publish.error && <Refused message={publish.error.message} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{texts.close}</Button>
        <Button type="submit" look="primary" disabled={publish.isPending}>
          <PackagePlus aria-hidden size={14} />
          {publish.isPending ? texts.running : texts.submit}
        </Button>
      </div>
    </form>
  )
}

function Refused({ message }: { message: string }) {
  const { title, hint } = explainError(message)
  return (
    <div role="alert" className="rounded-md bg-bad-soft p-3 text-bad">
      <p className="font-medium break-words">{title}</p>
      {hint && <p className="break-words">{hint}</p>}
    </div>
  )
}

function Done({ published, onClose }: { published: Published; onClose(): void }) {
  const { model, version, metrics } = published
  const [owner = '', name = ''] = model.split('/')
  const client = useQueryClient()
  const deploy = useMutation({
    mutationFn: () => deployVersion(published),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deployments'] }),
  })
  const figures = Object.entries(metrics)
  return (
    <div className="space-y-4 p-5">
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        <CircleCheck aria-hidden size={20} className="shrink-0 text-good" />
        {texts.done(model, version)}
      </h2>
      {figures.length > 0 && (
        <dl aria-label={texts.metrics} className="flex flex-wrap gap-x-8 gap-y-2">
          {figures.map(([metric, value]) => (
            <div key={metric}>
              <dt className="text-xs text-ink-soft">{texts.metricNames[metric] ?? metric}</dt>
              <dd className="font-mono text-lg font-semibold">{figure(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {deploy.error && <Refused message={deploy.error.message} />}
      {deploy.data && <p role="status">{texts.deployed}</p>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{texts.close}</Button>
        <Link
          to="/explore/$owner/$name"
          params={{ owner, name } as never}
          search={{ v: version } as never}
          className="inline-flex h-8 items-center rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-canvas"
        >
          {texts.openModel}
        </Link>
        {deploy.data ? (
          <Link
            to="/deployments/$id"
            params={{ id: deploy.data } as never}
            className="inline-flex h-8 items-center gap-2 rounded-md bg-accent px-3 font-medium text-accent-ink hover:brightness-110"
          >
            <Rocket aria-hidden size={14} />
            {texts.openDeployment}
          </Link>
        ) : (
          <Button look="primary" onClick={() => deploy.mutate()} disabled={deploy.isPending}>
            <Rocket aria-hidden size={14} />
            {deploy.isPending ? texts.deploying : texts.deploy}
          </Button>
        )}
      </div>
    </div>
  )
}
