export type View = 'heatmap' | 'image' | 'histogram' | 'table'

/** What to ask for of a tensor to show a view of it. */
export interface ViewSlice {
  /** In the grammar of the studio surface: `0,:,0:10:2`. */
  slice: string
  /** Which rows and columns of the tensor the slice's are: `first + at * step`. */
  rows: Axis
  columns: Axis
  /** Whether something in between is left out. */
  isThinned: boolean
}

export interface Axis {
  first: number
  step: number
  /** How many there are in all. */
  size: number
}

/** Cells along one side of a heatmap; more would be finer than the screen. */
const MOST_CELLS = 256
/** Elements of one request. */
export const MOST_ELEMENTS = 65_536
export const TABLE_ROWS = 50
export const TABLE_COLUMNS = 12

const ceilDiv = (a: number, b: number) => Math.max(1, Math.ceil(a / b))
const every = (size: number, step: number) => (step === 1 || size <= 1 ? ':' : `::${step}`)

/** Rows and columns of a tensor: its last two axes; a vector is one row, a number one cell. */
export const sides = (shape: readonly number[]): [rows: number, columns: number] => [
  shape.length >= 2 ? shape.at(-2)! : 1,
  shape.at(-1) ?? 1,
]

/** The axes before rows and columns, of which one place each is looked at. */
export const leading = (shape: readonly number[]): readonly number[] => shape.slice(0, -2)

/** How many channels a tensor [… , C, H, W] has as a picture; undefined where it is none. */
export function channelsOf(shape: readonly number[]): 1 | 3 | 4 | undefined {
  const [rows, columns] = sides(shape)
  if (shape.length < 2 || rows < 4 || columns < 4) return undefined
  const channels = shape.at(-3)
  return channels === 3 || channels === 4 ? channels : 1
}

/** The axes before a picture. */
export const pictureLeading = (shape: readonly number[]): readonly number[] =>
  shape.slice(0, channelsOf(shape) === 1 ? -2 : -3)

/**
 * @param places one for each leading axis of the view
 * @param offset of a table: its first row and column
 */
export function sliceFor(
  shape: readonly number[],
  view: View,
  places: readonly number[],
  offset: readonly [row: number, column: number] = [0, 0],
): ViewSlice {
  const [height, width] = sides(shape)
  const whole = (size: number): Axis => ({ first: 0, step: 1, size })
  if (view === 'histogram') return thinned(shape)
  if (view === 'table') {
    const [row, column] = offset
    const ranges = [`${row}:${row + TABLE_ROWS}`, `${column}:${column + TABLE_COLUMNS}`]
    return {
      slice: join([...places, ...ranges.slice(-Math.min(shape.length, 2))], shape),
      rows: { first: row, step: 1, size: height },
      columns: { first: column, step: 1, size: width },
      isThinned: false,
    }
  }
  const channels = view === 'image' ? (channelsOf(shape) ?? 1) : 1
  const most = channels > 1 ? Math.floor(Math.sqrt(MOST_ELEMENTS / channels)) : MOST_CELLS
  // One long row may be longer than it could be high.
  const steps = [ceilDiv(height, most), ceilDiv(width, height === 1 ? 1024 : most)] as const
  const ranges = [every(height, steps[0]), every(width, steps[1])]
  return {
    slice: join(
      [...places, ...(channels > 1 ? [':'] : []), ...ranges.slice(-Math.min(shape.length, 2))],
      shape,
    ),
    rows: { ...whole(height), step: steps[0] },
    columns: { ...whole(width), step: steps[1] },
    isThinned: steps[0] > 1 || steps[1] > 1,
  }
}

/** The whole tensor, the longest axes thinned until a request may hold it. */
function thinned(shape: readonly number[]): ViewSlice {
  const steps = shape.map(() => 1)
  const left = () => shape.reduce((all, size, axis) => all * ceilDiv(size, steps[axis]!), 1)
  while (left() > MOST_ELEMENTS) {
    const lengths = shape.map((size, axis) => ceilDiv(size, steps[axis]!))
    const longest = lengths.indexOf(Math.max(...lengths))
    steps[longest]! *= 2
  }
  const [height, width] = sides(shape)
  return {
    slice: join(
      shape.map((size, axis) => every(size, steps[axis]!)),
      shape,
    ),
    rows: { first: 0, step: steps.at(-2) ?? 1, size: height },
    columns: { first: 0, step: steps.at(-1) ?? 1, size: width },
    isThinned: steps.some((step) => step > 1),
  }
}

const join = (pieces: readonly (string | number)[], shape: readonly number[]) =>
  pieces.every((piece) => piece === ':') ? '' : pieces.slice(0, shape.length).join(',')
