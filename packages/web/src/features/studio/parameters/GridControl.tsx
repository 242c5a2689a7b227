import { isGrid } from '../../../graph-editor/params.ts'
import { texts } from '../texts.ts'
import { type ControlProps, controlClass } from './Control.tsx'
import { TextControl } from './TextControl.tsx'

/** Cells of a matrix; more than these are typed as JSON. */
const MOST_CELLS = 100

/** A small matrix, cell by cell. */
export function GridControl(props: ControlProps) {
  const { label, value, isSmall = false, onChange } = props
  const grid = isGrid(value) ? value : value === null || value === undefined || value === '' ? [] : undefined
  if (!grid || grid.length * (grid[0]?.length ?? 0) > MOST_CELLS) return <JsonControl {...props} />
  const [rows, columns] = [grid.length, grid[0]?.length ?? 0]
  const resize = (toRows: number, toColumns: number) =>
    onChange(
      Array.from({ length: toRows }, (_, row) =>
        Array.from({ length: toColumns }, (_, column) => grid[row]?.[column] ?? 0),
      ),
    )
  const set = (row: number, column: number, cell: number) =>
    onChange(grid.map((each, at) => (at === row ? each.map((one, j) => (j === column ? cell : one)) : each)))
  return (
    <div className="min-w-0">
      <div className="flex h-[24px] items-center gap-1 text-ink-soft">
        {(['rows', 'columns'] as const).map((what) => (
          <input
            key={what}
            type="number"
            min={1}
            max={10}
            aria-label={`${label}: ${texts[what]}`}
            value={what === 'rows' ? rows : columns}
            onChange={({ target }) => {
              const count = Math.min(Math.max(Math.round(Number(target.value)) || 1, 1), 10)
              if (what === 'rows') resize(count, Math.max(columns, 1))
              else resize(Math.max(rows, 1), count)
            }}
            className={`${controlClass(true, false)} w-12!`}
          />
        ))}
      </div>
      <div
        className="mt-[4px] grid gap-[2px]"
        style={{ gridTemplateColumns: `repeat(${Math.max(columns, 1)}, minmax(0, 1fr))` }}
      >
        {grid.flatMap((each, row) =>
          each.map((cell, column) => (
            <Cell
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
              key={`${row}-${column}`}
              label={`${label} ${row + 1}, ${column + 1}`}
              value={cell}
              isSmall={isSmall}
              onChange={(next) => set(row, column, next)}
            />
          )),
        )}
      </div>
    </div>
  )
}

const NUMBER = {
  name: '',
  param_type: 'float',
  default: 0,
  description: '',
  options: [],
  min_value: null,
  max_value: null,
  visible_when: null,
}

function Cell({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  isSmall: boolean
  onChange(value: number): void
}) {
  return (
    <TextControl
      definition={NUMBER}
      label={label}
      value={value}
      problem={undefined}
      isSmall
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  )
}

/** A matrix too large for cells, or none yet that could be one. */
function JsonControl(props: ControlProps) {
  return (
    <TextControl
      {...props}
      definition={{ ...props.definition, param_type: 'string' }}
      onChange={(typed) => {
        try {
          props.onChange(JSON.parse(String(typed)))
        } catch {
          props.onChange(typed)
        }
      }}
    />
  )
}
