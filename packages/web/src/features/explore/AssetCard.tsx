import { Link } from '@tanstack/react-router'
import { Box, Database, Download, Lock } from 'lucide-react'
import { Badge } from '../../ui/badge.tsx'
import { ago, compact, money } from '../../ui/format.ts'
import type { Kind, Listed } from './queries.ts'
import { SmallStar } from './StarButton.tsx'
import { texts } from './texts.ts'

/** One model or dataset in a list. The whole card leads to its page. */
export function AssetCard({ kind, item }: { kind: Kind; item: Listed }) {
  const [owner = '', name = ''] = item.slug.split('/')
  const Icon = kind === 'models' ? Box : Database
  return (
    <li className="card relative flex min-h-32 min-w-0 flex-col p-4 transition hover:border-line-strong hover:shadow-sm">
      <div className="flex items-start gap-2.5">
        <span
          aria-hidden
          className="grid size-8 shrink-0 place-items-center rounded-md bg-accent-soft text-accent"
        >
          <Icon size={16} />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <Link
              to={kind === 'models' ? '/explore/$owner/$name' : '/explore/datasets/$owner/$name'}
              params={{ owner, name } as never}
              className="block min-w-0 flex-1 truncate font-semibold after:absolute after:inset-0 hover:text-accent"
            >
              <bdi>{name}</bdi>
            </Link>
            {item.isPrivate && (
              <Lock size={14} role="img" aria-label={texts.private} className="shrink-0 text-ink-faint" />
            )}
            {item.price.amount > 0 && <Badge tone="accent">{money(item.price)}</Badge>}
          </div>
          <div className="truncate text-xs text-ink-soft">
            <bdi>{owner}</bdi>
            {item.version !== null && ` · ${item.version}`} · {ago(item.updatedAt)}
          </div>
        </div>
      </div>
      <p className="mt-2.5 line-clamp-2 flex-1 break-words text-ink-soft">
        <bdi>{item.summary}</bdi>
      </p>
      <div className="mt-3 flex items-center gap-2 text-xs text-ink-soft">
        <span className="flex h-6 min-w-0 flex-1 flex-wrap items-center gap-1.5 overflow-hidden">
          {[item.made, item.task, item.license]
            .filter((label) => label !== null)
            .map((label) => (
              <Badge key={label}>
                <span className="max-w-32 truncate leading-5">{label}</span>
              </Badge>
            ))}
        </span>
        <span className="flex shrink-0 items-center gap-1" title={texts.downloads(item.downloads)}>
          <Download aria-hidden size={12} />
          {compact(item.downloads)}
        </span>
        <SmallStar kind={kind} slug={item.slug} stars={item.stars} isStarred={item.isStarred} />
      </div>
    </li>
  )
}

const PLACES = ['a', 'b', 'c', 'd', 'e', 'f'] as const

export function CardSkeletons() {
  return (
    <div
      aria-busy="true"
      className="grid animate-pulse grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] gap-3"
    >
      {PLACES.map((place) => (
        <div key={place} className="card h-36 space-y-3 p-4">
          <div className="h-4 w-1/2 rounded bg-line" />
          <div className="h-3 w-11/12 rounded bg-line" />
          <div className="h-3 w-2/3 rounded bg-line" />
        </div>
      ))}
    </div>
  )
}
