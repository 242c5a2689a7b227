import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { LifeBuoy, Upload, X } from 'lucide-react'
import { useTour } from '../../app/tour/store.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { AssetCard, CardSkeletons } from './AssetCard.tsx'
import { FacetPanel, FacetSelects } from './FacetPanel.tsx'
import { facetsQuery, type Kind, listQuery, type Page } from './queries.ts'
import type { ExploreSearch } from './routes.tsx'
import { SearchBox, useWords } from './SearchBox.tsx'
import { texts } from './texts.ts'

export function ExplorePage() {
  const address = useSearch({ strict: false }) as ExploreSearch
  const navigate = useNavigate()
  const { history } = useRouter()
  const kind: Kind = address.kind ?? 'models'
  const go = (next: ExploreSearch, replace = false) =>
    void navigate({ to: '/explore', search: next as never, replace })
  const change = (changes: Record<string, string | undefined>) =>
    go({ ...search, ...changes } as ExploreSearch, true)
  const { text, setText, words } = useWords(address.q ?? '', (q) => {
    // Not where one has left meanwhile, for a model whose page is still on its way.
    if (history.location.pathname === '/explore') change({ q: q || undefined })
  })
  // What is typed is looked for at once; the address follows.
  const { q: _, ...rest } = address
  const search: ExploreSearch = { ...rest, ...(words && { q: words }) }
  const list = useInfiniteQuery(listQuery(kind, search))
  // After the list, and of words that were typed to their end: the counts must not stand in the way of either.
  const { data: facets } = useQuery({ ...facetsQuery(kind, address), enabled: !list.isFetching })
  const isFiltered = Object.keys(search).some((name) => name !== 'kind' && name !== 'sort')
  const panel = { kind, search, facets, onChange: change }

  return (
    <div className="mx-auto max-w-7xl px-6 py-5">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
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
                go({ ...(one === 'datasets' && { kind: one }), ...(search.q && { q: search.q }) })
              }
              className="h-7 rounded-md px-3 font-medium text-ink-soft aria-selected:bg-surface aria-selected:text-ink aria-selected:shadow-sm"
            >
              {texts[one]}
            </button>
          ))}
        </div>
        <Link
          to="/explore/upload"
          search={(kind === 'datasets' ? { kind: 'dataset' } : {}) as never}
          className="ml-auto inline-flex h-8 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-canvas"
        >
          <Upload aria-hidden size={14} />
          {texts.upload}
        </Link>
      </div>
      <div className="grid grid-cols-[12rem_minmax(0,1fr)] gap-6 max-lg:grid-cols-1">
        <FacetPanel {...panel} />
        <div className="min-w-0">
          <div className="mb-4 flex flex-wrap items-center gap-2">
            <SearchBox kind={kind} text={text} onChange={setText} />
            <select
              aria-label={texts.sort}
              value={search.sort ?? 'popular'}
              onChange={({ target }) =>
                change({ sort: target.value === 'popular' ? undefined : target.value })
              }
              className="field w-auto"
            >
              {Object.entries(texts.sorts).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            <FacetSelects {...panel} />
            {facets && facets.count > 0 && (
              <span className="text-xs text-ink-soft">
                {texts.found(facets.count, facets.is_complete, kind)}
              </span>
            )}
            {isFiltered && (
              <Button
                look="quiet"
                onClick={() => {
                  setText('')
                  go(search.kind ? { kind: search.kind } : {})
                }}
              >
                <X aria-hidden size={14} />
                {texts.clear}
              </Button>
            )}
          </div>
          <Results kind={kind} q={words} list={list} isFiltered={isFiltered} />
        </div>
      </div>
    </div>
  )
}

interface ResultsProps {
  kind: Kind
  /** The words that the list answers, when it is not the one before. */
  q: string
  list: UseInfiniteQueryResult<InfiniteData<Page>>
  isFiltered: boolean
}

function Results({ kind, q, list, isFiltered }: ResultsProps) {
  const show = useTour(({ show }) => show)
  if (list.isPending) return <CardSkeletons />
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0 && isFiltered) {
    return <EmptyState title={texts.nothing}>{texts.nothingHint}</EmptyState>
  }
  if (items.length === 0) {
    return (
      <EmptyState title={kind === 'models' ? texts.noModels : texts.noDatasets}>
        {kind === 'models' && (
          <>
            <p className="mb-3">{texts.stepsHint}</p>
            <Button look="primary" onClick={show} className="mb-6">
              <LifeBuoy aria-hidden size={14} />
              {texts.firstSteps}
            </Button>
          </>
        )}
        <p className="mb-3">{texts.pushHint}</p>
        <Copyable text={texts.push[kind]} />
      </EmptyState>
    )
  }
  return (
    <>
      <ul
        aria-busy={list.isPlaceholderData}
        data-answers={list.isPlaceholderData ? undefined : q}
        className={`grid grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] gap-3 transition-opacity ${list.isPlaceholderData ? 'opacity-60' : ''}`}
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
