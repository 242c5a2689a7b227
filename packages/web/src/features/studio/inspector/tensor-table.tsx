import { ChevronLeft, ChevronRight } from 'lucide-react'
import { figure } from '../../../ui/format.ts'
import { type Axis, TABLE_COLUMNS, TABLE_ROWS } from './slices.ts'
import { texts } from './texts.ts'

interface Props {
  values: readonly number[]
  shape: readonly [rows: number, columns: number]
  rows: Axis
  columns: Axis
  onMove(row: number, column: number): void
}

/** A window of a tensor's numbers, to be moved over it. */
export function TensorTable({ values, shape, rows, columns, onMove }: Props) {
  const [height, width] = shape
  const many = (count: number) => Array.from({ length: count }, (_, at) => at)
  return (
    <div className="space-y-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <div tabIndex={0} className="max-h-80 overflow-auto rounded border border-line">
        <table className="w-full border-collapse font-mono text-xs">
          <thead>
            <tr>
              <th className="sticky top-0 left-0 bg-canvas" />
              {many(width).map((column) => (
                <th
                  key={column}
                  scope="col"
                  className="sticky top-0 bg-canvas px-2 py-1 text-right font-normal text-ink-soft"
                >
                  {columns.first + column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {many(height).map((row) => (
              <tr key={row} className="hover:bg-canvas">
                <th
                  scope="row"
                  className="sticky left-0 bg-canvas px-2 py-0.5 text-right font-normal text-ink-soft"
                >
                  {rows.first + row}
                </th>
                {many(width).map((column) => {
                  const value = values[row * width + column]!
                  return (
                    <td key={column} className="px-2 py-0.5 text-right whitespace-nowrap">
                      {Number.isFinite(value) ? figure(value) : 'NaN'}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        <Mover
          label={texts.rows}
          axis={rows}
          window={TABLE_ROWS}
          onMove={(row) => onMove(row, columns.first)}
        />
        <Mover
          label={texts.columns}
          axis={columns}
          window={TABLE_COLUMNS}
          onMove={(column) => onMove(rows.first, column)}
        />
      </div>
    </div>
  )
}

interface MoverProps {
  label: string
  axis: Axis
  window: number
  onMove(first: number): void
}

function Mover({ label, axis: { first, size }, window, onMove }: MoverProps) {
  if (size <= window) return null
  const last = Math.min(size, first + window)
  return (
    <div className="flex items-center gap-1 text-xs text-ink-soft">
      {label}
      <Step
        label={`${label}: ${texts.earlier}`}
        isOff={first === 0}
        onPress={() => onMove(Math.max(0, first - window))}
      >
        <ChevronLeft aria-hidden size={14} />
      </Step>
      <span className="font-mono">{texts.of(first, size).replace(' ', `–${last - 1} `)}</span>
      <Step label={`${label}: ${texts.later}`} isOff={last >= size} onPress={() => onMove(first + window)}>
        <ChevronRight aria-hidden size={14} />
      </Step>
    </div>
  )
}

interface StepProps {
  label: string
  isOff: boolean
  onPress(): void
  children: React.ReactNode
}

const Step = ({ label, isOff, onPress, children }: StepProps) => (
  <button
    type="button"
    aria-label={label}
    disabled={isOff}
    onClick={onPress}
    className="grid size-[24px] place-items-center rounded hover:bg-canvas hover:text-ink disabled:opacity-40"
  >
    {children}
  </button>
)
