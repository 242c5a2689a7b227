import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ago } from '../../ui/format.ts'
import { Sparkline } from '../../ui/sparkline.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { listQuery, metricsQuery } from './queries.ts'
import { StateBadge } from './StateBadge.tsx'
import { texts } from './texts.ts'

export function DeploymentsPage() {
  const list = useQuery(listQuery)
  return (
    <div className="mx-auto max-w-6xl px-6 py-5">
      <h1 className="mb-4 text-lg font-semibold">{texts.title}</h1>
      {list.error ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton lines={5} />
      ) : list.data.length === 0 ? (
        <EmptyState title={texts.nothing}>
          <p className="mb-3">{texts.nothingHint}</p>
          <Link to="/explore" className="font-medium text-accent hover:underline">
            {texts.explore}
          </Link>
        </EmptyState>
      ) : (
        <div className="card overflow-x-auto">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{texts.model}</th>
                <th scope="col">{texts.version}</th>
                <th scope="col">{texts.state}</th>
                <th scope="col">{texts.lastHour}</th>
                <th scope="col">{texts.lastAsked}</th>
              </tr>
            </thead>
            <tbody>
              {list.data.map((deployment) => (
                <tr key={deployment.id} className="relative hover:bg-canvas">
                  <td className="max-w-80 min-w-40">
                    <Link
                      to="/deployments/$id"
                      params={{ id: deployment.id } as never}
                      className="block truncate font-semibold after:absolute after:inset-0 hover:text-accent"
                    >
                      {deployment.model}
                    </Link>
                    <span className="block truncate font-mono text-xs text-ink-soft">{deployment.id}</span>
                  </td>
                  <td className="whitespace-nowrap">
                    {deployment.revision}
                    {deployment.next_revision && ` → ${deployment.next_revision}`}
                  </td>
                  <td>
                    <StateBadge status={deployment.status} />
                  </td>
                  <td>
                    <Lately id={deployment.id} />
                  </td>
                  <td className="whitespace-nowrap text-ink-soft">
                    {deployment.last_invoked_at ? ago(deployment.last_invoked_at) : texts.never}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

function Lately({ id }: { id: string }) {
  const { data } = useQuery({ ...metricsQuery(id, '1h'), refetchInterval: 30_000 })
  if (!data) return <span className="block h-6 w-28" />
  return (
    <Sparkline values={data.points.map(({ requests }) => requests)} label={texts.requests(data.requests)} />
  )
}
