import type { RandomFill } from '../graph/value.ts'
import { fillRandom } from '../random/fill-random.ts'
import { nextStream } from '../random/generator.ts'

/** Random numbers of the next stream here and now, for what is easier said in plain loops than in ops. */
export function hostRandom(count: number, distribution: RandomFill['distribution']): Float64Array {
  const numbers = new Float64Array(count)
  fillRandom(numbers, { distribution, low: 0, high: 1 }, nextStream())
  return numbers
}
