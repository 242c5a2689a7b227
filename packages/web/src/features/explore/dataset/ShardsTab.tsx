import { useQuery } from '@tanstack/react-query'
import { bytes, figure } from '../../../ui/format.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { shardsQuery } from './queries.ts'

/** Its splits with what each holds, and the shards they are made of. */
export function ShardsTab({ slug, revision }: { slug: string; revision: string }) {
  const list = useQuery(shardsQuery(slug, revision))
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Skeleton lines={4} />
  const { isCut } = list.data
  // A card or a licence is no part of the data.
  const shards = list.data.shards.filter(({ split, rows }) => split !== '' || rows !== null)
  if (shards.length === 0) return <EmptyState title={texts.noPreview} />
  const splits = Map.groupBy(shards, ({ split }) => split)
  const size = shards.reduce((sum, shard) => sum + shard.size, 0)
  return (
    <div className="space-y-5">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-3">
        {[...splits].map(([split, files]) => {
          const held = files.reduce((sum, file) => sum + file.size, 0)
          const rows = files.reduce((sum, file) => sum + (file.rows ?? Number.NaN), 0)
          return (
            <li key={split} className="card p-4">
              <b className="block truncate font-semibold">
                <bdi>{split}</bdi>
              </b>
              <p className="text-ink-soft">
                {Number.isNaN(rows) ? '' : `${figure(rows)} ${texts.rows.toLowerCase()} · `}
                {texts.shards(files.length)} · {bytes(held)}
              </p>
              <div aria-hidden className="mt-2 h-1.5 overflow-hidden rounded-full bg-line">
                <div
                  className="h-1.5 rounded-full bg-accent"
                  style={{ width: `${(held / Math.max(1, size)) * 100}%` }}
                />
              </div>
            </li>
          )
        })}
      </ul>
      <div className="card overflow-x-auto">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{texts.split}</th>
              <th scope="col">{texts.path}</th>
              <th scope="col" className="text-right">
                {texts.size}
              </th>
              <th scope="col" className="text-right">
                {texts.rows}
              </th>
            </tr>
          </thead>
          <tbody>
            {shards.map(({ name: path, split, size: held, rows }) => (
              <tr key={path}>
                <td>{split}</td>
                <td className="font-mono text-xs break-all">{path}</td>
                <td className="text-right font-mono text-xs whitespace-nowrap">{bytes(held)}</td>
                <td className="text-right font-mono text-xs">{rows === null ? '–' : figure(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isCut && <p className="text-ink-soft">{texts.someShards(shards.length)}</p>}
    </div>
  )
}
