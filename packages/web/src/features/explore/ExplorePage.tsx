import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { meQuery } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { AssetCard, CardSkeletons } from './AssetCard.tsx'
import { facetsQuery, type Kind, listQuery } from './queries.ts'
import type { ExploreSearch } from './routes.tsx'
import { texts } from './texts.ts'

const TASKS = ['manipulation', 'navigation', 'perception', 'language', 'vla']
const FRAMEWORKS = ['pytorch', 'tensorflow', 'jax', 'onnx', 'gguf']

export function ExplorePage() {
  const search = useSearch({ strict: false }) as ExploreSearch
  const navigate = useNavigate()
  const kind: Kind = search.kind ?? 'models'
  const { data: me } = useQuery(meQuery)
  const owner = me?.slug ?? ''
  const change = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '/explore', search: { ...search, ...changes } as never, replace: true })
  const { data: facets } = useQuery({ ...facetsQuery(kind, owner), enabled: owner !== '' })
  const isFiltered = Object.keys(search).some((name) => name !== 'kind' && name !== 'sort')

  return (
    <div className="mx-auto max-w-6xl px-6 py-5">
      <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2">
        <h1 className="text-lg font-semibold">{texts.title}</h1>
        <div
          role="tablist"
          aria-label={texts.title}
          className="flex gap-1 rounded-lg border border-line bg-canvas p-0.5"
        >
          {(['models', 'datasets'] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={kind === one}
              onClick={() =>
                void navigate({
                  to: '/explore',
                  search: {
                    ...(one === 'datasets' && { kind: one }),
                    ...(search.q && { q: search.q }),
                  } as never,
                })
              }
              className="h-7 rounded-md px-3 font-medium text-ink-soft aria-selected:bg-surface aria-selected:text-ink aria-selected:shadow-sm"
            >
              {texts[one]}
            </button>
          ))}
        </div>
      </div>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchBox kind={kind} value={search.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
        {kind === 'models' && (
          <>
            <Choice
              label={texts.task}
              value={search.task}
              options={TASKS}
              onChange={(task) => change({ task })}
            />
            <Choice
              label={texts.framework}
              value={search.framework}
              options={FRAMEWORKS}
              onChange={(framework) => change({ framework })}
            />
          </>
        )}
        {kind === 'datasets' && (
          <Choice
            label={texts.format}
            value={search.format}
            options={facets?.formats ?? []}
            onChange={(format) => change({ format })}
          />
        )}
        <Choice
          label={texts.license}
          value={search.license}
          options={facets?.licenses ?? []}
          onChange={(license) => change({ license })}
        />
        <select
          aria-label={texts.sort}
          value={search.sort ?? 'popular'}
          // Tasks are known to the index that knows one order.
          disabled={search.task !== undefined}
          onChange={({ target }) => change({ sort: target.value === 'popular' ? undefined : target.value })}
          className="field w-auto"
        >
          {Object.entries(texts.sorts).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        {isFiltered && (
          <Button
            look="quiet"
            onClick={() =>
              void navigate({ to: '/explore', search: (search.kind ? { kind: search.kind } : {}) as never })
            }
          >
            <X aria-hidden size={14} />
            {texts.clear}
          </Button>
        )}
      </div>
      {owner !== '' && <Results kind={kind} owner={owner} search={search} isFiltered={isFiltered} />}
    </div>
  )
}

interface ResultsProps {
  kind: Kind
  owner: string
  search: ExploreSearch
  isFiltered: boolean
}

function Results({ kind, owner, search, isFiltered }: ResultsProps) {
  const list = useInfiniteQuery(listQuery(kind, owner, search))
  if (list.isPending) return <CardSkeletons />
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0 && isFiltered) {
    return <EmptyState title={texts.nothing}>{texts.nothingHint}</EmptyState>
  }
  if (items.length === 0) {
    return (
      <EmptyState title={kind === 'models' ? texts.noModels : texts.noDatasets}>
        <p className="mb-3">{texts.pushHint}</p>
        <Copyable text={texts.push[kind]} />
      </EmptyState>
    )
  }
  return (
    <>
      <ul
        className={`grid grid-cols-[repeat(auto-fill,minmax(20rem,1fr))] gap-3 transition-opacity ${list.isPlaceholderData ? 'opacity-60' : ''}`}
      >
        {items.map((item) => (
          <AssetCard key={item.slug} kind={kind} item={item} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="mt-5 text-center">
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {texts.more}
          </Button>
        </div>
      )}
    </>
  )
}

/** Milliseconds of quiet after which the words so far are looked for. */
const QUIET_MS = 60

function SearchBox({ kind, value, onChange }: { kind: Kind; value: string; onChange(q: string): void }) {
  const [text, setText] = useState(value)
  // The address changes by itself, too: back, and "clear filters".
  useEffect(() => setText(value), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed begins a search.
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim()), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text])
  const label = kind === 'models' ? texts.searchModels : texts.searchDatasets
  return (
    <div className="relative min-w-56 flex-1">
      <Search aria-hidden size={15} className="absolute top-2.5 left-2.5 text-ink-faint" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={500}
        onChange={({ target }) => setText(target.value)}
        className="field pl-8"
      />
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  options: readonly string[]
  onChange(value: string | undefined): void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const all = value !== undefined && !options.includes(value) ? [value, ...options] : options
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value || undefined)}
      className={`field w-auto max-w-44 ${value === undefined ? 'text-ink-soft' : 'border-accent text-accent'}`}
    >
      <option value="">{label}</option>
      {all.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  )
}
