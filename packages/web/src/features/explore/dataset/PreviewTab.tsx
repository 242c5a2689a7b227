import { answerOf } from '@nodeyard/sdk/client'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../../app/api.ts'
import { figure } from '../../../ui/format.ts'
import { EmptyState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** Its columns, and the first rows of its first shard. */
export function PreviewTab({ slug, revision }: { slug: string; revision: string }) {
  const preview = useQuery({
    queryKey: ['datasets', slug, 'preview', revision],
    queryFn: () =>
      answerOf(
        api.marketplace.GET('/v1/datasets/{id}/preview', {
          params: { path: { id: slug }, query: { revision, limit: 50 } },
        }),
      ),
    staleTime: 60_000,
  })
  // A dataset without a table in it has none: that is no failure of the page.
  if (preview.error) return <EmptyState title={texts.noPreview}>{preview.error.message}</EmptyState>
  if (!preview.data) return <Skeleton lines={6} />
  const { columns, items, rows, shard } = preview.data
  return (
    <div className="space-y-2">
      <p className="text-ink-soft">
        <span className="font-mono text-xs">{shard}</span>
        {rows !== null && ` · ${figure(rows)} ${texts.rows.toLowerCase()}`} · {columns.length}{' '}
        {texts.columns.toLowerCase()}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <div tabIndex={0} className="card max-h-[70vh] overflow-auto">
        <table className="rows">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {columns.map(({ name, type, shape }) => (
                <th key={name} scope="col" className="whitespace-nowrap">
                  <span className="text-ink">{name}</span>
                  <span className="block font-mono font-normal">
                    {type}
                    {shape.length > 0 && `[${shape.map((size) => (size < 0 ? '?' : size)).join(', ')}]`}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name.
              <tr key={at}>
                {columns.map(({ name }) => (
                  <td key={name} className="max-w-72 truncate font-mono text-xs" title={shown(row[name])}>
                    {shown(row[name])}
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
