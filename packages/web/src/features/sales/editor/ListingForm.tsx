import { useQuery } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { Field } from '../../../ui/field.tsx'
import { ListingView, PriceTag } from '../ListingView.tsx'
import { licensesQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { CUSTOM, type Draft, TEAM, toShown } from './draft.ts'
import { GalleryField } from './GalleryField.tsx'
import { PricingFields } from './PricingFields.tsx'

const { editor: words } = texts

/** Offered first: those people sell under. */
const OFTEN = ['ND-Commercial-Single-Seat', TEAM, CUSTOM, 'MIT', 'Apache-2.0', 'CC-BY-4.0', 'CC-BY-NC-4.0']

interface Props {
  draft: Draft
  /** Whose listing it is. */
  owner: string
  /** The same where it is an organisation's. */
  org: string | undefined
  error: Error | null
  onChange(change: Partial<Draft>): void
  onSubmit(): void
  /** What stands before the fields, and the buttons behind them. */
  before?: ReactNode
  children: ReactNode
}

/** A listing being written, and beside it what others will see. */
export function ListingForm({ draft, owner, org, error, onChange, onSubmit, before, children }: Props) {
  const { data: licenses = [] } = useQuery(licensesQuery)
  const text = (name: keyof Draft) => ({
    value: String(draft[name]),
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  })
  const shown = toShown(draft, owner)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <div className="grid grid-cols-[minmax(0,26rem)_minmax(0,1fr)] items-start gap-8 max-lg:grid-cols-2 max-lg:gap-6 max-md:grid-cols-1">
      <form onSubmit={submit} className="space-y-5">
        {before}
        <Field label={words.title}>
          <input {...text('title')} required maxLength={200} className="field" />
        </Field>
        <Field label={words.short}>
          <input {...text('short')} maxLength={500} className="field" />
        </Field>
        <Field label={words.description} hint={words.descriptionHint}>
          <textarea {...text('description')} rows={7} maxLength={100_000} className="field h-auto py-1.5" />
        </Field>
        <PricingFields draft={draft} onChange={onChange} />
        <Field label={words.license} hint={words.licenseHint}>
          <input {...text('license')} list="licenses" required maxLength={100} className="field" />
        </Field>
        <datalist id="licenses">
          {OFTEN.map((id) => (
            <option key={id} value={id} />
          ))}
          {licenses
            .filter(({ id }) => !OFTEN.includes(id))
            .map(({ id }) => (
              <option key={id} value={id} />
            ))}
        </datalist>
        {draft.license === TEAM && (
          <Field label={words.seats}>
            <input {...text('seats')} type="number" min={1} max={100_000} required className="field" />
          </Field>
        )}
        {draft.license === CUSTOM && (
          <Field label={words.licenseText} hint={texts.listings.reviewHint}>
            <textarea {...text('licenseText')} rows={6} required className="field h-auto py-1.5" />
          </Field>
        )}
        <Field label={words.visibility}>
          <select {...text('visibility')} className="field">
            {Object.entries(words.visibilities).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        {draft.visibility === 'private' && (
          <Field label={words.allowList} hint={words.allowListHint}>
            <textarea {...text('allowList')} rows={3} className="field h-auto py-1.5 font-mono" />
          </Field>
        )}
        <Field label={words.tags} hint={words.tagsHint}>
          <input {...text('tags')} className="field" />
        </Field>
        <GalleryField owner={org} gallery={draft.gallery} onChange={(gallery) => onChange({ gallery })} />
        {error && (
          <p role="alert" className="rounded-md bg-bad-soft p-3 break-words text-bad">
            {error.message}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-3">{children}</div>
      </form>
      <section aria-label={words.preview} className="sticky top-5 min-w-0 max-md:static">
        <h2 className="mb-2 text-xs font-medium tracking-wide text-ink-soft uppercase">{words.preview}</h2>
        <div className="card max-h-[82vh] space-y-5 overflow-y-auto p-6">
          <PriceTag listing={shown} />
          <hr className="border-line" />
          <ListingView listing={shown} level={2} />
        </div>
      </section>
    </div>
  )
}
