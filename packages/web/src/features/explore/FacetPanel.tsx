import { Check } from 'lucide-react'
import { useState } from 'react'
import { compact } from '../../ui/format.ts'
import { FACETS, type FacetName, type Facets, type Kind } from './queries.ts'
import type { ExploreSearch } from './routes.tsx'
import { texts } from './texts.ts'

interface Props {
  kind: Kind
  search: ExploreSearch
  facets: Facets | undefined
  onChange(changes: Partial<Record<FacetName, string | undefined>>): void
}

/** Values that are there at once; the rest comes when asked for. */
const FEW = 6

/** What there is to filter by, each value with how many have it. */
export function FacetPanel({ kind, search, facets, onChange }: Props) {
  return (
    <aside aria-label={texts.filters} className="space-y-5 max-lg:hidden">
      {FACETS[kind].map((name) => (
        <FacetList
          key={name}
          label={texts[name]}
          facet={facets?.facets[name]}
          value={search[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </aside>
  )
}

interface FacetProps {
  label: string
  facet: NonNullable<Facets['facets'][FacetName]> | undefined
  value: string | undefined
  onChange(value: string | undefined): void
}

/** All values of a facet; the chosen one is among them even where nothing has it any more. */
function valuesOf({ facet, value }: Pick<FacetProps, 'facet' | 'value'>) {
  const values = facet?.values ?? []
  if (value === undefined || values.some((one) => one.value === value)) return values
  return [{ value, count: 0 }, ...values]
}

const countOf = (count: number, isComplete: boolean) => `${compact(count)}${isComplete ? '' : '+'}`

function FacetList({ label, facet, value, onChange }: FacetProps) {
  const [isOpen, setOpen] = useState(false)
  const values = valuesOf({ facet, value })
  if (values.length === 0) return null
  const shown = isOpen ? values : values.filter((one, at) => at < FEW || one.value === value)
  return (
    <section>
      <h2 className="mb-1.5 px-2 text-xs font-semibold text-ink-soft">{label}</h2>
      <ul>
        {shown.map((one) => (
          <li key={one.value}>
            <button
              type="button"
              aria-pressed={one.value === value}
              onClick={() => onChange(one.value === value ? undefined : one.value)}
              className="flex h-7 w-full items-center gap-2 rounded-md px-2 text-left text-ink-soft hover:bg-canvas hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              <span className="min-w-0 flex-1 truncate" title={one.value}>
                <bdi>{one.value}</bdi>
              </span>
              {one.value === value && <Check aria-hidden size={13} className="shrink-0" />}
              <span
                className="font-mono text-xs"
                title={facet?.is_complete === false ? texts.atLeast(one.count.toLocaleString()) : undefined}
              >
                {countOf(one.count, facet?.is_complete ?? true)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {values.length > FEW && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="h-7 px-2 text-xs text-ink-soft hover:text-ink"
        >
          {isOpen ? texts.fewerValues : texts.moreValues(values.length - FEW)}
        </button>
      )}
    </section>
  )
}

/** The same where there is no room beside the list. */
export function FacetSelects({ kind, search, facets, onChange }: Props) {
  return (
    <div className="flex flex-wrap gap-2 lg:hidden">
      {FACETS[kind].map((name) => {
        const facet = facets?.facets[name]
        const value = search[name]
        return (
          <select
            key={name}
            aria-label={texts[name]}
            value={value ?? ''}
            onChange={({ target }) => onChange({ [name]: target.value || undefined })}
            className={`field w-auto max-w-44 ${value === undefined ? 'text-ink-soft' : 'border-accent text-accent'}`}
          >
            <option value="">{texts[name]}</option>
            {valuesOf({ facet, value }).map((one) => (
              <option key={one.value} value={one.value}>
                {one.value} ({countOf(one.count, facet?.is_complete ?? true)})
              </option>
            ))}
          </select>
        )
      })}
    </div>
  )
}
