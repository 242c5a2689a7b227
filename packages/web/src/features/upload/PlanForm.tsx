import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useDeferredValue, useState } from 'react'
import { meQuery } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { bytes } from '../../ui/format.ts'
import { guessFramework, guessKind, type Kind, nextVersion, slugOf } from './guess.ts'
import { existingQuery, licencesQuery, ownersQuery } from './queries.ts'
import type { Folder } from './read-drop.ts'
import type { Plan } from './run-upload.ts'
import { texts } from './texts.ts'

const TASKS = ['manipulation', 'navigation', 'perception', 'language', 'vla']
const FRAMEWORKS = ['pytorch', 'tensorflow', 'jax', 'onnx', 'gguf']
/** Those most people mean, before all others. */
const COMMON = ['Apache-2.0', 'MIT', 'CC-BY-4.0', 'CC0-1.0']

/** Files that are listed before it says how many more. */
const SHOWN = 6

interface Props {
  folder: Folder
  wanted: Kind | undefined
  onStart(plan: Plan): void
  onBack(): void
}

/** What a folder is to become: everything that can be guessed from it is filled in. */
export function PlanForm({ folder, wanted, onStart, onBack }: Props) {
  const { data: me } = useQuery(meQuery)
  const [kind, setKind] = useState<Kind>(() => wanted ?? guessKind(folder))
  const [owner, setOwner] = useState<string>()
  const [slug, setSlug] = useState(() => slugOf(folder.name))
  const [version, setVersion] = useState<string>()
  const { data: owners = [] } = useQuery({ ...ownersQuery(me?.slug ?? ''), enabled: me != null })
  const { data: licences = [] } = useQuery(licencesQuery)
  const whose = owner ?? me?.slug ?? ''
  const address = useDeferredValue(`${whose}/${slug}`)
  const { data: existing } = useQuery({
    ...existingQuery(kind, address),
    enabled: whose !== '' && slug !== '',
  })
  const number = version ?? nextVersion(existing?.latest_revision)
  const size = folder.files.reduce((sum, { file }) => sum + file.size, 0)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    const text = (name: string) => String(said.get(name) ?? '').trim() || undefined
    onStart({
      kind,
      owner: whose,
      slug,
      version: number,
      license: existing?.license ?? text('license') ?? '',
      task: text('task'),
      framework: text('framework'),
      summary: text('summary'),
      changelog: text('changelog'),
      isPublic: said.get('public') === 'on',
    })
  }
  const ids = licences.map(({ id }) => id)
  return (
    <form onSubmit={submit} className="space-y-5">
      <section className="card p-4">
        <div className="flex flex-wrap items-center gap-3">
          <b className="min-w-0 flex-1 truncate font-semibold">{folder.name}</b>
          <span className="text-ink-soft">{texts.files(folder.files.length, bytes(size))}</span>
          <Button look="quiet" onClick={onBack}>
            {texts.another}
          </Button>
        </div>
        <ul className="mt-2 space-y-1 font-mono text-xs text-ink-soft">
          {folder.files.slice(0, SHOWN).map(({ path, file }) => (
            <li key={path} className="flex gap-3">
              <span className="min-w-0 flex-1 truncate" title={path}>
                {path}
              </span>
              {bytes(file.size)}
            </li>
          ))}
          {folder.files.length > SHOWN && <li>{texts.andMore(folder.files.length - SHOWN)}</li>}
        </ul>
      </section>
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <Field label={texts.what}>
          <select value={kind} onChange={({ target }) => setKind(target.value as Kind)} className="field">
            <option value="model">{texts.model}</option>
            <option value="dataset">{texts.dataset}</option>
          </select>
        </Field>
        <Field label={texts.owner}>
          <select value={whose} onChange={({ target }) => setOwner(target.value)} className="field">
            {(owners.length > 0 ? owners : [whose]).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </Field>
        <Field
          label={texts.name}
          hint={
            existing === undefined || existing === null
              ? `${texts.nameHint(`${whose}/${slug}`)} ${existing === null ? texts.isNew : ''}`
              : existing.latest_revision
                ? texts.isNext(existing.latest_revision)
                : texts.isThere
          }
        >
          <input
            required
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
            maxLength={96}
            value={slug}
            onChange={({ target }) => setSlug(target.value)}
            className="field"
          />
        </Field>
        <Field label={texts.version}>
          <input
            required
            pattern="\d+\.\d+\.\d+"
            value={number}
            onChange={({ target }) => setVersion(target.value)}
            className="field"
          />
        </Field>
        {!existing && (
          <>
            <Field label={texts.licence}>
              <select name="license" required defaultValue="" className="field">
                <option value="" disabled>
                  {texts.choose}
                </option>
                {[...COMMON, ...ids.filter((id) => !COMMON.includes(id))].map((id) => (
                  <option key={id}>{id}</option>
                ))}
              </select>
            </Field>
            {kind === 'model' && (
              <>
                <Field label={texts.framework}>
                  <select
                    name="framework"
                    required
                    defaultValue={guessFramework(folder) ?? ''}
                    className="field"
                  >
                    <option value="" disabled>
                      {texts.choose}
                    </option>
                    {FRAMEWORKS.map((one) => (
                      <option key={one}>{one}</option>
                    ))}
                  </select>
                </Field>
                <Field label={texts.task}>
                  <select name="task" required defaultValue="" className="field">
                    <option value="" disabled>
                      {texts.choose}
                    </option>
                    {TASKS.map((one) => (
                      <option key={one}>{one}</option>
                    ))}
                  </select>
                </Field>
              </>
            )}
          </>
        )}
      </div>
      {existing ? (
        <Field label={texts.changelog}>
          <textarea name="changelog" rows={3} maxLength={5000} className="field h-auto p-2.5" />
        </Field>
      ) : (
        <Field label={texts.summary} hint={texts.summaryHint}>
          <input name="summary" maxLength={1000} className="field" />
        </Field>
      )}
      {existing?.visibility !== 'public' && (
        <label className="flex items-center gap-2">
          <input type="checkbox" name="public" className="size-4 accent-accent" />
          {texts.makePublic}
        </label>
      )}
      <Button type="submit" look="primary">
        {texts.start}
      </Button>
    </form>
  )
}
