import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { Badge } from '../../../ui/badge.tsx'
import { CopyButton } from '../../../ui/copyable.tsx'
import { bytes } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { contentsQuery, type Plural, revisionQuery } from './queries.ts'

export function FilesTab({ kind, slug, revision }: { kind: Plural; slug: string; revision: string }) {
  const about = useQuery(revisionQuery(kind, slug, revision))
  const { data: contents } = useQuery(contentsQuery(kind, slug, revision))
  if (about.error) return <ErrorState error={about.error} retry={() => void about.refetch()} />
  if (!about.data) return <Skeleton lines={5} />
  const known = new Map(contents?.files.map((file) => [file.path, file]))
  return (
    <div className="card overflow-x-auto">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{texts.path}</th>
            <th scope="col">{texts.kind}</th>
            <th scope="col">{texts.size}</th>
            <th scope="col">{texts.sha256}</th>
            <th scope="col">
              <span className="sr-only">{texts.download}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {about.data.files.map(({ path, size, sha256 }) => {
            const file = known.get(path)
            return (
              <tr key={path}>
                <td className="max-w-80 min-w-40 font-mono text-xs break-all">{path}</td>
                <td className="whitespace-nowrap">
                  {file && file.format !== 'unknown' && <Badge>{file.format}</Badge>}
                  {file?.verdict && file.verdict !== 'safe' && <Badge tone="bad">{file.verdict}</Badge>}
                </td>
                <td className="whitespace-nowrap">{bytes(size)}</td>
                <td>
                  <span className="flex items-center gap-1 font-mono text-xs text-ink-soft">
                    <span title={sha256}>{sha256.slice(0, 12)}…</span>
                    <CopyButton text={sha256} className="-my-1" />
                  </span>
                </td>
                <td>
                  <a
                    href={`/v1/${kind}/${slug}/download?revision=${encodeURIComponent(revision)}&path=${encodeURIComponent(path)}`}
                    aria-label={`${texts.download} ${path}`}
                    className="-my-1 grid size-7 place-items-center rounded text-ink-soft hover:bg-canvas hover:text-ink"
                  >
                    <Download aria-hidden size={14} />
                  </a>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
