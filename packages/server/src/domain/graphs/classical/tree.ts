import type { NumpyRandom } from '../numpy-random.ts'
import type { Rows } from './rows.ts'

export type Criterion = 'gini' | 'entropy' | 'log_loss'

export interface TreeOptions {
  /** 0 for as deep as it goes. */
  maxDepth: number
  criterion: Criterion
  /** Columns that each split looks at, drawn anew; all by default. */
  columns?: number
  random: NumpyRandom
}

/** A split ("go left if column ≤ threshold") or, without children, a leaf. */
export interface Branch {
  /** Rows of each class that came here. */
  counts: number[]
  column?: number
  threshold?: number
  left?: Branch
  right?: Branch
}

export interface Tree {
  root: Branch
  /** How much each column has lowered the impurity, summing to 1 (or all 0 for a lone leaf). */
  importances: number[]
}

/** Differences below this are no difference between two values of a column, nor is such an impurity one. */
const SAME = 1e-7
const PURE = 2.220446049250313e-16

/**
 * Grows a classification tree (CART: Breiman, Friedman, Olshen and Stone, 1984): the split that lowers the
 * impurity most, thresholds half-way between two values, until the leaves are pure.
 *
 * @param codes each row's class, below `classes`
 */
export function growTree(
  rows: Rows,
  codes: readonly number[],
  classes: number,
  options: TreeOptions,
  chosen: readonly number[] = rows.map((_, i) => i),
): Tree {
  const width = rows[0]!.length
  const importances: number[] = new Array(width).fill(0)
  const deepest = options.maxDepth > 0 ? options.maxDepth : Number.POSITIVE_INFINITY
  const impurity = IMPURITY[options.criterion]

  const grow = (members: number[], depth: number): Branch => {
    const counts = countOf(members, codes, classes)
    const own = impurity(counts, members.length)
    if (depth >= deepest || members.length < 2 || own <= PURE) return { counts }
    const split = findSplit(rows, codes, members, counts, options, impurity)
    if (!split) return { counts }
    const { column, threshold, rest } = split
    const left = members.filter((i) => rows[i]![column]! <= threshold)
    const right = members.filter((i) => rows[i]![column]! > threshold)
    importances[column]! += members.length * own - rest
    return { counts, column, threshold, left: grow(left, depth + 1), right: grow(right, depth + 1) }
  }

  const root = grow([...chosen], 0)
  const total = importances.reduce((sum, value) => sum + value, 0)
  return { root, importances: importances.map((value) => (total > 0 ? value / total : 0)) }
}

type Impurity = (counts: ArrayLike<number>, total: number) => number

const gini: Impurity = (counts, total) => {
  let squares = 0
  for (let i = 0; i < counts.length; i++) squares += counts[i]! * counts[i]!
  return 1 - squares / (total * total)
}
const entropy: Impurity = (counts, total) => {
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const share = counts[i]! / total
    if (share > 0) sum -= share * Math.log2(share)
  }
  return sum
}
const IMPURITY: Record<Criterion, Impurity> = { gini, entropy, log_loss: entropy }

function countOf(members: readonly number[], codes: readonly number[], classes: number): number[] {
  const counts: number[] = new Array(classes).fill(0)
  for (const i of members) counts[codes[i]!]!++
  return counts
}

/** The best split of some rows, with the impurity (times rows) that it leaves; undefined if no column differs. */
function findSplit(
  rows: Rows,
  codes: readonly number[],
  members: readonly number[],
  counts: readonly number[],
  { random, columns }: TreeOptions,
  impurity: Impurity,
) {
  const width = rows[0]!.length
  let best: { column: number; threshold: number; rest: number } | undefined
  let looked = 0
  for (const column of random.permutation(width)) {
    // A column that says nothing does not count as looked at.
    if (looked >= (columns ?? width)) break
    const order = [...members].sort((a, b) => rows[a]![column]! - rows[b]![column]!)
    const first = rows[order[0]!]![column]!
    if (rows[order.at(-1)!]![column]! <= first + SAME) continue
    looked++
    const left: number[] = new Array(counts.length).fill(0)
    const right = [...counts]
    for (let i = 1; i < order.length; i++) {
      const code = codes[order[i - 1]!]!
      left[code]!++
      right[code]!--
      const before = rows[order[i - 1]!]![column]!
      const here = rows[order[i]!]![column]!
      if (here <= before + SAME) continue
      const rest = i * impurity(left, i) + (order.length - i) * impurity(right, order.length - i)
      if (best && rest >= best.rest - 1e-12) continue
      const middle = before / 2 + here / 2
      best = { column, threshold: middle === here ? before : middle, rest }
    }
  }
  return best
}

/** The share of each class in the leaf that a row comes to. */
export function treeShares(branch: Branch, row: readonly number[]): number[] {
  let at = branch
  while (at.left && at.right) at = row[at.column!]! <= at.threshold! ? at.left : at.right
  const total = at.counts.reduce((sum, count) => sum + count, 0)
  return at.counts.map((count) => count / total)
}

/** The tree as indented rules, a line for each side of each split. */
export function describeTree(branch: Branch, classes: readonly string[], depth = 0): string {
  const bars = `${'|   '.repeat(depth)}|--- `
  if (!branch.left || !branch.right) {
    const best = branch.counts.indexOf(Math.max(...branch.counts))
    return `${bars}class: ${classes[best]}\n`
  }
  const name = `feature_${branch.column}`
  const threshold = branch.threshold!.toFixed(2)
  return (
    `${bars}${name} <= ${threshold}\n${describeTree(branch.left, classes, depth + 1)}` +
    `${bars}${name} >  ${threshold}\n${describeTree(branch.right, classes, depth + 1)}`
  )
}
