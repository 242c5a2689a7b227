import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DeploymentState } from '../../ui/deployment-state.tsx'
import { ago } from '../../ui/format.ts'
import { ROW_LINK, RowsTable } from '../../ui/rows-table.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { listQuery, metricsQuery } from './queries.ts'
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
        <RowsTable
          rows={list.data}
          keyOf={({ id }) => id}
          isLinked
          columns={[
            {
              name: texts.model,
              className: 'max-w-80 min-w-40',
              cell: ({ id, model }) => (
                <>
                  <Link to="/deployments/$id" params={{ id } as never} className={ROW_LINK}>
                    {model}
                  </Link>
                  <span className="block truncate font-mono text-xs text-ink-soft">{id}</span>
                </>
              ),
            },
            {
              name: texts.version,
              className: 'whitespace-nowrap',
              cell: ({ revision, next_revision: next }) => (next ? `${revision} → ${next}` : revision),
            },
            { name: texts.state, cell: ({ status }) => <DeploymentState status={status} /> },
            { name: texts.lastHour, cell: ({ id }) => <Lately id={id} /> },
            {
              name: texts.lastAsked,
              look: 'quiet',
              cell: ({ last_invoked_at: at }) => (at ? ago(at) : texts.never),
            },
          ]}
        />
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
