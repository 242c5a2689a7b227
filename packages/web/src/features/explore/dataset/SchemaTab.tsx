import { useQuery } from '@tanstack/react-query'
import { EmptyState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { columnType, previewQuery } from './queries.ts'

interface Props {
  slug: string
  revision: string
  /** What the dataset says its shards have; else the first shard is asked. */
  fields: Record<string, { type: string; shape: readonly number[] }> | undefined
}

const MOST = 1000

export function SchemaTab({ slug, revision, fields }: Props) {
  const isSaid = fields !== undefined && Object.keys(fields).length > 0
  const preview = useQuery({ ...previewQuery(slug, revision), enabled: !isSaid })
  if (!isSaid && preview.isPending) return <Skeleton lines={4} />
  const columns = isSaid
    ? Object.entries(fields).map(([name, field]) => ({ name, ...field }))
    : (preview.data?.columns ?? [])
  if (columns.length === 0) {
    return <EmptyState title={texts.noFields}>{preview.error?.message}</EmptyState>
  }
  return (
    <div className="card overflow-x-auto">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{texts.column}</th>
            <th scope="col">{texts.dtype}</th>
          </tr>
        </thead>
        <tbody>
          {columns.slice(0, MOST).map(({ name, type, shape }) => (
            <tr key={name}>
              <td className="max-w-96 break-all">
                <bdi>{name}</bdi>
              </td>
              <td className="font-mono text-xs whitespace-nowrap">{columnType(type, shape)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
