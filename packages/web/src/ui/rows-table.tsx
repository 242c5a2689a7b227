import type { ReactNode } from 'react'
import { texts } from '../app/texts.ts'
import { Button } from './button.tsx'

const LOOKS = {
  plain: '',
  /** A date, or whatever stands beside the point. */
  quiet: 'whitespace-nowrap text-ink-soft',
  /** Money, or another figure. */
  amount: 'whitespace-nowrap tabular-nums',
  code: 'font-mono text-xs/5 break-words',
} as const

export interface Column<Row> {
  name: string
  look?: keyof typeof LOOKS
  /** Further classes of its cells: how wide they may be, mostly. */
  className?: string
  cell(row: Row): ReactNode
}

interface Props<Row> {
  rows: readonly Row[]
  keyOf(row: NoInfer<Row>): string
  columns: readonly Column<Row>[]
  /** The button at the end of a row, where it has one. */
  action?(row: Row): ReactNode
  /** Whether a link in a row leads on from all of it: `ROW_LINK`. */
  isLinked?: boolean
  isFaint?(row: NoInfer<Row>): boolean
  /** The query that brings further rows. */
  more?: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown }
}

/** The link of a row of which all is a link. */
export const ROW_LINK = 'block truncate font-medium after:absolute after:inset-0 hover:text-accent'

/** Rows under headings, a button at the end of each, and more of them when asked for. */
export function RowsTable<Row>({ rows, keyOf, columns, action, isLinked, isFaint, more }: Props<Row>) {
  return (
    <div className="card overflow-x-auto">
      <table className="rows">
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {action && (
              <th scope="col">
                <span className="sr-only">{texts.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              className={`${isLinked ? 'relative hover:bg-canvas' : ''} ${isFaint?.(row) ? 'text-ink-soft' : ''}`}
            >
              {columns.map(({ name, look = 'plain', className = '', cell }) => (
                <td key={name} className={`${LOOKS[look]} ${className}`}>
                  {cell(row)}
                </td>
              ))}
              {action && <td className="text-right">{action(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {more?.hasNextPage && (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" disabled={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
            {texts.loadMore}
          </Button>
        </div>
      )}
    </div>
  )
}
