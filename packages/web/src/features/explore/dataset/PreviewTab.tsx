import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { figure } from '../../../ui/format.ts'
import { EmptyState, Skeleton } from '../../../ui/states.tsx'
import { revisionQuery } from '../model/queries.ts'
import { texts } from '../texts.ts'
import { columnType, previewQuery } from './queries.ts'

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** Columns that are drawn; the schema lists them all. */
const MOST_COLUMNS = 100

/** The first rows of a shard, with their columns. */
export function PreviewTab({ slug, revision }: { slug: string; revision: string }) {
  const [wanted, setWanted] = useState<string>()
  const about = useQuery(revisionQuery('datasets', slug, revision))
  const preview = useQuery(previewQuery(slug, revision, wanted))
  // A dataset without a table in it has none: that is no failure of the page.
  if (preview.error) return <EmptyState title={texts.noPreview}>{preview.error.message}</EmptyState>
  if (!preview.data) return <Skeleton lines={6} />
  const { items, rows, shard } = preview.data
  const columns = preview.data.columns.slice(0, MOST_COLUMNS)
  const tables = about.data?.files.filter((file) => file.rows !== null || file.path === shard) ?? []
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
        {tables.length > 1 ? (
          <select
            aria-label={texts.shard}
            value={shard}
            onChange={({ target }) => setWanted(target.value)}
            className="field h-8 w-auto max-w-full font-mono text-xs"
          >
            {tables.slice(0, 500).map(({ path }) => (
              <option key={path}>{path}</option>
            ))}
          </select>
        ) : (
          <span className="min-w-0 truncate font-mono text-xs" title={shard}>
            {shard}
          </span>
        )}
        <span>
          {rows !== null &&
            `${figure(rows)} ${texts.rows.toLowerCase()}, ${texts.firstRows(items.length)} · `}
          {figure(preview.data.columns.length)} {texts.columns.toLowerCase()}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <div tabIndex={0} className="card max-h-[70vh] overflow-auto">
        <table className="rows">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {columns.map(({ name, type, shape }) => (
                <th key={name} scope="col" className="max-w-72 whitespace-nowrap">
                  <span className="block truncate text-ink" title={name}>
                    <bdi>{name}</bdi>
                  </span>
                  <span className="block font-mono font-normal">{columnType(type, shape)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name.
              <tr key={at}>
                {columns.map(({ name }) => (
                  <td
                    key={name}
                    dir="auto"
                    className="max-w-72 truncate font-mono text-xs"
                    title={shown(row[name])?.slice(0, 1000)}
                  >
                    {shown(row[name])?.slice(0, 1000)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
