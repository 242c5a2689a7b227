/** What a training has told of itself so far. */
export interface Curves {
  /** Its settings, as it told them at its beginning. */
  config: Readonly<Record<string, unknown>> | undefined
  /** The last epoch, and how many there will be. */
  epoch: number
  total: number | undefined
  /** The epochs that the values belong to. */
  x: readonly number[]
  /** Values by name: loss, val_loss, lr and whatever else the training tells. */
  series: ReadonlyMap<string, readonly (number | null)[]>
}

/** Longer ones are thinned: a screen has no more pixels. */
const MOST_POINTS = 2000
const COUNTERS = new Set(['epoch', 'total_epochs', 'patience_counter', 'best_epoch'])

export const newCurves = (): Curves => ({
  config: undefined,
  epoch: 0,
  total: undefined,
  x: [],
  series: new Map(),
})

/**
 * Takes a progress event of a training. Values are added to the arrays in place, so that a long training costs no more
 * with every epoch; the object is a new one, by which who looks sees that something has changed.
 */
export function addProgress(curves: Curves, progress: Readonly<Record<string, unknown>>): Curves {
  if (progress.event === 'config') {
    const config = progress.config as Record<string, unknown> | undefined
    const total = typeof config?.epochs === 'number' ? config.epochs : undefined
    return { ...newCurves(), config, total }
  }
  const { epoch, total_epochs: total } = progress
  if (progress.event !== 'epoch' || typeof epoch !== 'number') return curves
  const x = curves.x as number[]
  const series = curves.series as Map<string, (number | null)[]>
  // A replayed or repeated epoch takes the place of the one that is there.
  const isAgain = x.length > 0 && x.at(-1)! >= epoch
  const at = isAgain ? x.findIndex((value) => value >= epoch) : x.length
  x[at] = epoch
  for (const [name, value] of Object.entries(progress)) {
    if (COUNTERS.has(name) || (typeof value !== 'number' && value !== null)) continue
    const values = series.get(name) ?? []
    series.set(name, values)
    while (values.length < at) values.push(null)
    values[at] = value as number | null
  }
  if (x.length > MOST_POINTS) thin(x, series)
  return { ...curves, epoch, total: typeof total === 'number' ? total : curves.total }
}

/** Leaves out every second point but the last. */
function thin(x: number[], series: ReadonlyMap<string, (number | null)[]>): void {
  const last = x.length - 1
  for (const values of series.values()) {
    while (values.length <= last) values.push(null)
    keepHalf(values, last)
  }
  keepHalf(x, last)
}

function keepHalf<Value>(values: Value[], last: number): void {
  let kept = 0
  for (let at = 0; at <= last; at++) if (at % 2 === 0 || at === last) values[kept++] = values[at]!
  values.length = kept
}
