/** The middle of some numbers, and how far they lie apart. */
export interface Spread {
  median: number
  min: number
  max: number
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('there is nothing to take the median of')
  const sorted = values.toSorted((a, b) => a - b)
  const at = (place: number) => sorted[place]!
  const half = (sorted.length - 1) / 2
  return {
    median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  }
}

/**
 * Runs every contestant once a round, in turn, so that a machine that slows down slows them all. The first
 * round warms up and does not count.
 *
 * @returns each contestant's results, one a round
 */
export async function runRounds<Name extends string, Result>(
  rounds: number,
  contestants: Record<Name, () => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(contestants) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>
  for (let round = 0; round <= rounds; round++) {
    // Every other round the other way round: who comes first has no advantage.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const result = await contestants[name]()
      if (round > 0) results[name].push(result)
    }
  }
  return results
}

/** `ours[i] / theirs[i]`, round by round. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((value, round) => value / theirs[round]!)
}

/** One line: what, its median, and its spread in brackets. */
export function printSpread(what: string, values: readonly number[], unit = '', digits = 2): void {
  const { median, min, max } = spreadOf(values)
  const show = (value: number) => value.toLocaleString('en', { maximumFractionDigits: digits })
  console.log(`${what.padEnd(52)} ${show(median)}${unit}  [${show(min)} to ${show(max)}]`)
}
