import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Boxes, Box as BoxIcon, Database, ShoppingBag, Tag, Upload, Workflow } from 'lucide-react'
import { DEPLOYMENT_STATES, type DeploymentStatus } from '../../../ui/deployment-state.tsx'
import { ago, figure } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { BOX, type Box, type BoxKind, layOutLineage, pathOf } from './lineage.ts'
import { type Lineage, lineageQuery } from './queries.ts'

const ICONS = {
  graph: Workflow,
  model: BoxIcon,
  dataset: Database,
  upload: Upload,
  version: Tag,
  listing: ShoppingBag,
  deployment: Boxes,
} satisfies Record<BoxKind, unknown>

/** Where each version came from and where it went, as a picture whose every box leads there. */
export function LineageTab({ slug, latest }: { slug: string; latest: string | null }) {
  const lineage = useQuery(lineageQuery(slug))
  if (lineage.error) return <ErrorState error={lineage.error} retry={() => void lineage.refetch()} />
  if (!lineage.data) return <Skeleton lines={5} />
  const { boxes, edges, width, height, hidden } = layOutLineage(lineage.data, { model: slug, latest })
  return (
    <div className="space-y-3">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <div tabIndex={0} className="card overflow-x-auto p-5">
        <div className="mb-3 flex text-xs font-semibold text-ink-soft" style={{ width }}>
          {texts.lineageColumns.map((name) => (
            <span key={name} className="w-[268px] shrink-0 last:w-[200px]">
              {name}
            </span>
          ))}
        </div>
        <div className="relative" style={{ width, height }}>
          <svg aria-hidden width={width} height={height} className="absolute inset-0">
            {edges.map((edge) => (
              <path
                key={`${edge.from.id} ${edge.to.id}`}
                d={pathOf(edge)}
                fill="none"
                stroke="var(--line-strong)"
                strokeWidth="1.5"
              />
            ))}
          </svg>
          <ul>
            {boxes.map((box) => (
              <li
                key={box.id}
                className="absolute"
                style={{ left: box.x, top: box.y, width: BOX.width, height: BOX.height }}
              >
                <Thing box={box} isLatest={box.id === `version:${latest}`} />
              </li>
            ))}
          </ul>
        </div>
      </div>
      {hidden > 0 && <p className="text-ink-soft">{texts.olderVersions(hidden)}</p>}
      <Runs revisions={lineage.data.revisions} />
    </div>
  )
}

function noteOf({ kind, note }: Box): string {
  if (kind === 'version' && note !== 'yanked') return ago(note)
  if (kind === 'dataset' && note) return texts.samples(Number(note))
  if (kind === 'deployment') return DEPLOYMENT_STATES[note as DeploymentStatus] ?? note
  if (kind === 'listing') return note === 'test' ? texts.testListing : texts.listing
  return note
}

function titleOf({ kind, title }: Box): string {
  if (kind === 'upload') return texts.uploaded
  return kind === 'deployment' ? texts.deploymentNamed(title) : title
}

function Thing({ box, isLatest }: { box: Box; isLatest: boolean }) {
  const Icon = ICONS[box.kind]
  const inside = (
    <>
      <span
        aria-hidden
        className={`grid size-7 shrink-0 place-items-center rounded-md ${isLatest ? 'bg-accent text-accent-ink' : 'bg-accent-soft text-accent'}`}
      >
        <Icon size={14} />
      </span>
      <span className="min-w-0">
        <span className="block truncate font-medium" title={titleOf(box)}>
          <bdi>{titleOf(box)}</bdi>
        </span>
        <span className="block truncate text-xs text-ink-soft">{noteOf(box)}</span>
      </span>
    </>
  )
  const look = `flex h-full items-center gap-2.5 rounded-lg border bg-surface px-2.5 ${isLatest ? 'border-accent' : 'border-line'}`
  if (box.to === undefined) return <div className={look}>{inside}</div>
  return (
    <Link
      to={box.to}
      search={(box.search ?? {}) as never}
      className={`${look} hover:border-line-strong hover:shadow-sm`}
    >
      {inside}
    </Link>
  )
}

/** What it takes to make a version again. */
function Runs({ revisions }: { revisions: Lineage['revisions'] }) {
  const made = revisions.filter(({ made_by: by }) => by !== null)
  if (made.length === 0) return null
  return (
    <div className="card overflow-x-auto">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{texts.version}</th>
            <th scope="col">{texts.graph}</th>
            <th scope="col">{texts.digest}</th>
            <th scope="col">{texts.seed}</th>
            <th scope="col">{texts.run}</th>
          </tr>
        </thead>
        <tbody>
          {made.slice(0, 40).map(({ revision, made_by: by }) => (
            <tr key={revision}>
              <td>{revision}</td>
              <td>{by!.graph}</td>
              <td className="font-mono text-xs" title={by!.graph_digest}>
                {by!.graph_digest.replace(/^sha256:/, '').slice(0, 12)}
              </td>
              <td className="font-mono text-xs">{figure(by!.seed)}</td>
              <td className="font-mono text-xs break-all">{by!.run}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
