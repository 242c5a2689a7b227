import { Link, useSearch } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { DropZone } from './DropZone.tsx'
import type { Kind } from './guess.ts'
import { PlanForm } from './PlanForm.tsx'
import { ProgressCard } from './ProgressCard.tsx'
import { forgetPending, readPending } from './pending.ts'
import type { Folder } from './read-drop.ts'
import { useUploads } from './store.ts'
import { texts } from './texts.ts'

export function UploadPage() {
  const { kind } = useSearch({ strict: false }) as { kind?: Kind }
  const { state, start, stop, reset } = useUploads()
  const [folder, setFolder] = useState<Folder>()
  const [pending, setPending] = useState(readPending)
  const isFilling = state.at === 'idle'
  return (
    <div className="mx-auto max-w-3xl px-6 py-5">
      <p className="text-ink-soft">
        <Link to="/explore" className="hover:text-ink">
          {texts.explore}
        </Link>{' '}
        /
      </p>
      <h1 className="mb-4 text-xl font-semibold">{texts.title}</h1>
      {isFilling && !folder && (
        <div className="space-y-4">
          {pending && (
            <div className="flex flex-wrap items-center gap-3 rounded-lg bg-accent-soft p-4">
              <div className="min-w-0 flex-1">
                <p className="font-semibold break-words">
                  {texts.goOn(`${pending.plan.owner}/${pending.plan.slug}`, pending.plan.version)}
                </p>
                <p className="break-words text-ink-soft">{texts.goOnHint(pending.folder)}</p>
              </div>
              <Button
                look="quiet"
                onClick={() => {
                  forgetPending()
                  setPending(undefined)
                }}
              >
                {texts.forget}
              </Button>
            </div>
          )}
          <DropZone
            onFolder={(dropped) => {
              if (pending && dropped.name === pending.folder) {
                start(dropped, pending.plan, new Map(Object.entries(pending.hashes)))
              } else setFolder(dropped)
            }}
          />
        </div>
      )}
      {isFilling && folder && (
        <PlanForm
          folder={folder}
          wanted={kind}
          onStart={(plan) => start(folder, plan)}
          onBack={() => setFolder(undefined)}
        />
      )}
      {(state.at === 'running' || state.at === 'stopped') && (
        <ProgressCard
          state={state}
          onStop={stop}
          onAgain={() => state.at === 'stopped' && start(state.folder, state.plan)}
          onLeave={() => {
            reset()
            setPending(undefined)
            setFolder(undefined)
          }}
        />
      )}
      {state.at === 'done' && (
        <div className="card flex flex-col items-center gap-3 p-10 text-center">
          <CircleCheck aria-hidden size={32} className="text-good" />
          <p className="text-base font-semibold break-words">
            {texts.done(`${state.plan.owner}/${state.plan.slug}`, state.plan.version)}
          </p>
          {state.whyPrivate && (
            <p className="max-w-md break-words text-warn">
              {texts.stillPrivate}: {state.whyPrivate}
            </p>
          )}
          <div className="flex gap-2">
            <Link
              to={`/explore/${state.plan.kind === 'dataset' ? 'datasets/' : ''}${state.plan.owner}/${state.plan.slug}`}
              className="inline-flex h-8 items-center rounded-md bg-accent px-3 font-medium text-accent-ink hover:brightness-110"
            >
              {texts.open}
            </Link>
            <Button
              onClick={() => {
                reset()
                setPending(undefined)
                setFolder(undefined)
              }}
            >
              {texts.more}
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
