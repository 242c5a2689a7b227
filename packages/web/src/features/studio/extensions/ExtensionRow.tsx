import { useMutation } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TickBox } from '../../../ui/tick-box.tsx'
import { type Extension, lookAgain, remove, switchTo } from './queries.ts'
import { texts } from './texts.ts'

/** One file or plugin: how it stands, what it brings and asks for, what is wrong with it, and what to do about it. */
export function ExtensionRow({ extension, isOwner }: { extension: Extension; isOwner: boolean }) {
  const { title, about, origin, boxes, problems, abilities } = extension
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-80 space-y-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className={`font-medium break-all ${extension.kind === 'file' ? 'font-mono' : ''}`}>
            {title}
          </span>
          <State extension={extension} />
          <span className="text-xs text-ink-soft">{texts.origins[origin]}</span>
        </p>
        {about && <p className="text-ink-soft">{about}</p>}
        <p className="text-xs break-words text-ink-soft">{texts.boxes(boxes)}</p>
        {abilities.length > 0 && <Abilities extension={extension} />}
        {problems.map((problem) => (
          <p
            key={texts.problem(problem)}
            className="flex items-start gap-1.5 text-xs break-words whitespace-pre-wrap text-bad"
          >
            <CircleAlert aria-hidden size={14} className="mt-px shrink-0" />
            {texts.problem(problem)}
          </p>
        ))}
      </div>
      {isOwner && <Actions extension={extension} />}
    </li>
  )
}

function State({ extension: { isOn, problems } }: { extension: Extension }) {
  if (!isOn) return <Badge>{texts.states.off}</Badge>
  if (problems.length > 0) return <Badge tone="bad">{texts.states.broken}</Badge>
  return <Badge tone="good">{texts.states.on}</Badge>
}

function Abilities({ extension: { abilities, granted } }: { extension: Extension }) {
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-xs text-ink-soft">
      {texts.asksFor}
      {abilities.map((ability) => {
        const [name, about] = texts.abilities[ability] ?? [ability, '']
        const isGranted = granted.includes(ability)
        return (
          <span key={ability} title={about}>
            <Badge tone={isGranted ? 'warn' : 'plain'}>
              {name}: {isGranted ? texts.granted : texts.notGranted}
            </Badge>
          </span>
        )
      })}
    </p>
  )
}

function Actions({ extension }: { extension: Extension }) {
  const { title, isOn, abilities, granted, origin, kind } = extension
  const [asking, setAsking] = useState<'enable' | 'remove'>()
  const done = { onSuccess: () => setAsking(undefined), onSettled: lookAgain }
  const change = useMutation({
    mutationFn: (grants: readonly string[]) => switchTo(extension, !isOn, grants),
    ...done,
  })
  const erase = useMutation({ mutationFn: () => remove(extension), ...done })
  const press = () => (!isOn && abilities.length > 0 ? setAsking('enable') : change.mutate([]))
  const action = isOn ? texts.disable : texts.enable
  return (
    <div className="flex shrink-0 gap-2">
      <Button onClick={press} disabled={change.isPending} aria-label={texts.actOn(action, title)}>
        {action}
      </Button>
      {(kind === 'file' || origin === 'uploaded') && (
        <Button
          look="quiet"
          onClick={() => setAsking('remove')}
          aria-label={texts.actOn(texts.remove, title)}
        >
          {texts.remove}
        </Button>
      )}
      <FormDialog
        title={texts.enableTitle(title)}
        isOpen={asking === 'enable'}
        onClose={() => setAsking(undefined)}
        action={texts.enable}
        isPending={change.isPending}
        error={change.error}
        onSubmit={(form) => change.mutate(form.getAll('ability').map(String))}
      >
        <p className="text-ink-soft">{texts.enableHint}</p>
        {abilities.map((ability) => {
          const [name, about] = texts.abilities[ability] ?? [ability, '']
          return (
            <TickBox key={ability} name="ability" value={ability} isTicked={granted.includes(ability)}>
              <span className="block font-medium">{name}</span>
              <span className="block text-ink-soft">{about}</span>
            </TickBox>
          )
        })}
      </FormDialog>
      <FormDialog
        title={texts.removeTitle(title)}
        isOpen={asking === 'remove'}
        onClose={() => setAsking(undefined)}
        action={texts.remove}
        isDanger
        isPending={erase.isPending}
        error={erase.error}
        onSubmit={() => erase.mutate()}
      >
        <p className="text-ink-soft">{texts.removeHint}</p>
      </FormDialog>
    </div>
  )
}
