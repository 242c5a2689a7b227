import { Fault } from '../../fault.ts'
import { encodeLabels } from './classical/rows.ts'
import { NumpyRandom } from './numpy-random.ts'

export interface SplitOptions {
  /** Of the rows to test on: above 0, below 1. */
  share: number
  seed: number
  isStratified: boolean
}

/**
 * Places of rows to learn from and to test on: the very ones that scikit-learn's `train_test_split` chooses.
 *
 * @throws Fault `validation_failed` when one side would be empty, or a label is too rare to be on both
 */
export function splitIndices(
  labels: readonly string[],
  { share, seed, isStratified }: SplitOptions,
): { train: number[]; test: number[] } {
  const refuse = (message: string) => new Fault('validation_failed', message)
  if (!(share > 0 && share < 1)) throw refuse('test_size must be above 0 and below 1')
  const count = labels.length
  const tested = Math.ceil(share * count)
  const learned = count - tested
  if (learned < 1 || tested < 1) throw refuse(`${count} rows are too few to be divided`)
  const random = new NumpyRandom(seed)
  if (!isStratified) {
    const order = random.permutation(count)
    return { test: order.slice(0, tested), train: order.slice(tested, tested + learned) }
  }

  const { classes, codes } = encodeLabels(labels)
  const members = classes.map((_, k) => codes.flatMap((code, i) => (code === k ? [i] : [])))
  const rare = members.findIndex((of) => of.length < 2)
  if (rare >= 0) throw refuse(`the label "${classes[rare]}" stands on one row: it cannot be on both sides`)
  if (Math.min(learned, tested) < classes.length) {
    throw refuse(`${classes.length} labels do not fit into ${Math.min(learned, tested)} rows`)
  }
  const sizes = members.map((of) => of.length)
  const toTrain = shareOut(sizes, learned, random)
  const left = sizes.map((size, k) => size - toTrain[k]!)
  const toTest = shareOut(left, tested, random)
  const [train, test]: [number[], number[]] = [[], []]
  for (const [k, of] of members.entries()) {
    const order = random.permutation(of.length).map((i) => of[i]!)
    train.push(...order.slice(0, toTrain[k]!))
    test.push(...order.slice(toTrain[k]!, toTrain[k]! + toTest[k]!))
  }
  const shuffled = (list: number[]) => random.permutation(list.length).map((i) => list[i]!)
  return { train: shuffled(train), test: shuffled(test) }
}

/** How many of each class a draw of so many has, in proportion; what is left over goes to the largest remainders. */
function shareOut(sizes: readonly number[], draws: number, random: NumpyRandom): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const exact = sizes.map((size) => (size / total) * draws)
  const shares = exact.map(Math.floor)
  const remainders = exact.map((value, k) => value - shares[k]!)
  let missing = draws - shares.reduce((sum, share) => sum + share, 0)
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing === 0) break
    const equal = remainders.flatMap((value, k) => (value === remainder ? [k] : []))
    const taken = Math.min(equal.length, missing)
    for (const i of random.permutation(equal.length).slice(0, taken)) shares[equal[i]!]!++
    missing -= taken
  }
  return shares
}
