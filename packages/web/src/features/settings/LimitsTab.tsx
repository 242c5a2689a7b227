import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { type Column, RowsTable } from '../../ui/rows-table.tsx'
import { keysQuery, limitsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { limits: words } = texts

/** How much one may ask, and which keys may ask more. */
export function LimitsTab() {
  const limits = useQuery(limitsQuery)
  const { data: keys = [] } = useQuery(keysQuery)
  const own = keys.filter(({ limits: its, revoked_at }) => its !== null && revoked_at === null)
  return (
    <div className="space-y-8">
      <Section title={texts.tabs.limits} hint={words.hint}>
        <Loaded query={limits}>
          {({ is_enforced: isEnforced, rates, left }) => (
            <>
              {!isEnforced && <p className="rounded-md bg-warn-soft p-3 text-warn">{words.off}</p>}
              <div className="grid grid-cols-3 gap-4 max-md:grid-cols-1">
                {rates.map(({ kind, requests_per_minute: rate }) => (
                  <div key={kind} className="card p-4">
                    <h3 className="text-ink-soft">{words.kinds[kind]}</h3>
                    <p className="mt-1 text-xl font-semibold tabular-nums">
                      {rate.toLocaleString('en')}{' '}
                      <span className="text-base font-normal text-ink-soft">{words.aMinute}</span>
                    </p>
                    {kind === 'read' && left !== null && (
                      <div className="mt-3">
                        <div className="flex justify-between text-xs text-ink-soft">
                          <span>{words.left}</span>
                          <span className="tabular-nums">{left.toLocaleString('en')}</span>
                        </div>
                        <meter min={0} max={rate} value={left} aria-label={words.left} className="w-full" />
                      </div>
                    )}
                    <p className="mt-2 text-xs text-ink-soft">{words.kindHints[kind]}</p>
                  </div>
                ))}
              </div>
              <p className="text-ink-soft">{words.reset}</p>
            </>
          )}
        </Loaded>
      </Section>
      <Section title={words.keys}>
        {own.length === 0 ? (
          <p className="text-ink-soft">{words.noKeys}</p>
        ) : (
          <RowsTable
            rows={own}
            keyOf={({ id }) => id}
            columns={[
              { name: texts.name, className: 'font-medium', cell: ({ name }) => name },
              ...(['read', 'write', 'upload'] as const).map(
                (kind): Column<(typeof own)[number]> => ({
                  name: words.kinds[kind],
                  look: 'amount',
                  cell: ({ limits }) => limits?.[kind]?.toLocaleString('en') ?? '–',
                }),
              ),
            ]}
          />
        )}
      </Section>
    </div>
  )
}
