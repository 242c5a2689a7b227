import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { figure } from '../../../ui/format.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { contentsQuery } from './queries.ts'

/** Rows that are drawn; what is beyond is found by a part of its name. */
const MOST = 300

export function TensorsTab({ slug, revision }: { slug: string; revision: string }) {
  const [part, setPart] = useState('')
  const contents = useQuery(contentsQuery('models', slug, revision))
  if (contents.error) return <ErrorState error={contents.error} retry={() => void contents.refetch()} />
  if (!contents.data) return <Skeleton lines={6} />
  const { tensors, dtypes } = contents.data
  if (tensors.total === 0) return <EmptyState title={texts.noTensors} />
  const found = tensors.items.filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()))
  const shown = found.slice(0, MOST)
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <input
          type="search"
          aria-label={texts.tensorName}
          placeholder={texts.tensorName}
          value={part}
          onChange={({ target }) => setPart(target.value)}
          className="field max-w-72"
        />
        <span className="text-ink-soft">{texts.tensorsOf(shown.length, tensors.total)}</span>
        {Object.entries(dtypes).map(([dtype, count]) => (
          <Badge key={dtype}>
            {dtype} × {count}
          </Badge>
        ))}
      </div>
      <div className="card overflow-x-auto">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{texts.tensorName}</th>
              <th scope="col">{texts.dtype}</th>
              <th scope="col">{texts.shape}</th>
              <th scope="col" className="text-right">
                {texts.parameters}
              </th>
            </tr>
          </thead>
          <tbody className="font-mono text-xs">
            {shown.map(({ file, name, dtype, shape }) => (
              <tr key={`${file} ${name}`}>
                <td className="break-all" title={file}>
                  {name}
                </td>
                <td>{dtype}</td>
                <td className="whitespace-nowrap">[{shape.join(', ')}]</td>
                <td className="text-right">{figure(shape.reduce((product, size) => product * size, 1))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
