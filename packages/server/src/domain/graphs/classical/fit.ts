import { NumpyRandom } from '../numpy-random.ts'
import { fitLinear, type LinearFit } from './least-squares.ts'
import { fitLogistic, type Logistic, type LogisticOptions, logisticShares } from './logistic.ts'
import { fitMlp, type Mlp, type MlpOptions, mlpShares } from './mlp.ts'
import { type NeighbourOptions, neighbourShares } from './nearest.ts'
import { argmax, encodeLabels, type Rows } from './rows.ts'
import { fitSvm, predictSvm, type Svm, type SvmOptions } from './svm.ts'
import { type Branch, type Criterion, describeTree, growTree, treeShares } from './tree.ts'

/** What is to be fitted, and how. */
export type Recipe =
  | { kind: 'tree'; maxDepth: number; criterion: Criterion; seed: number }
  | { kind: 'forest'; count: number; maxDepth: number; seed: number }
  | ({ kind: 'neighbours' } & NeighbourOptions)
  | ({ kind: 'logistic' } & LogisticOptions)
  | { kind: 'linear' }
  | ({ kind: 'svm' } & SvmOptions)
  | ({ kind: 'mlp' } & MlpOptions)

/** A fitted classifier as plain data: it can be sent between threads. */
export type Fitted = { classes: string[] } & (
  | { kind: 'tree'; root: Branch; importances: number[]; text: string }
  | { kind: 'forest'; roots: Branch[]; importances: number[] }
  | { kind: 'neighbours'; rows: Rows; codes: number[]; options: NeighbourOptions }
  | { kind: 'logistic'; logistic: Logistic }
  | { kind: 'linear'; fits: LinearFit[] }
  | { kind: 'svm'; svm: Svm; supportVectors: number[][] }
  | { kind: 'mlp'; net: Mlp }
)

/**
 * Fits a classifier.
 *
 * @throws Error where the labels do not allow it
 */
export function fit(recipe: Recipe, rows: Rows, labels: readonly string[]): Fitted {
  const { classes, codes } = encodeLabels(labels)
  if (classes.length < 2 && NEEDS_TWO.has(recipe.kind)) {
    throw new Error(`y_train has only one class, "${classes[0]}": at least two are needed`)
  }
  switch (recipe.kind) {
    case 'tree': {
      const { seed, ...options } = recipe
      const random = new NumpyRandom(seed)
      const { root, importances } = growTree(rows, codes, classes.length, { ...options, random })
      return { kind: 'tree', classes, root, importances, text: describeTree(root, classes) }
    }
    case 'forest':
      return { classes, ...fitForest(recipe, rows, codes, classes.length) }
    case 'neighbours':
      return { kind: 'neighbours', classes, rows, codes, options: recipe }
    case 'logistic':
      return { kind: 'logistic', classes, logistic: fitLogistic(rows, codes, classes.length, recipe) }
    case 'linear': {
      const fits = classes.map((_, k) =>
        fitLinear(
          rows,
          codes.map((code) => (code === k ? 1 : 0)),
          true,
        ),
      )
      return { kind: 'linear', classes, fits }
    }
    case 'svm': {
      const svm = fitSvm(rows, codes, recipe)
      return { kind: 'svm', classes, svm, supportVectors: svm.supportIndices.map((i) => [...rows[i]!]) }
    }
    case 'mlp':
      return { kind: 'mlp', classes, net: fitMlp(rows, codes, classes.length, recipe) }
  }
}

const NEEDS_TWO: ReadonlySet<Recipe['kind']> = new Set(['logistic', 'svm', 'linear', 'mlp'])

/**
 * Trees on rows drawn with replacement, each split looking at √columns of the columns (Breiman 2001). Their shares
 * are averaged.
 */
function fitForest(
  { count, maxDepth, seed }: { count: number; maxDepth: number; seed: number },
  rows: Rows,
  codes: readonly number[],
  classes: number,
) {
  const random = new NumpyRandom(seed)
  const columns = Math.max(1, Math.floor(Math.sqrt(rows[0]!.length)))
  const trees = Array.from({ length: count }, () => {
    const drawn = rows.map(() => random.integer(rows.length - 1))
    return growTree(rows, codes, classes, { maxDepth, criterion: 'gini', columns, random }, drawn)
  })
  const importances = rows[0]!.map((_, j) => {
    const sum = trees.reduce((total, tree) => total + tree.importances[j]!, 0)
    return sum / count
  })
  return { kind: 'forest' as const, roots: trees.map(({ root }) => root), importances }
}

/** The share (or probability) of each class for each row; of SVMs 1 for the class, which know no more. */
export function sharesFor(fitted: Fitted, rows: Rows): number[][] {
  if (fitted.kind === 'svm') {
    const codes = predictSvm(fitted.svm, rows)
    return codes.map((code) => fitted.classes.map((_, k) => (k === code ? 1 : 0)))
  }
  return rows.map((row) => sharesOfRow(fitted, row))
}

function sharesOfRow(fitted: Exclude<Fitted, { kind: 'svm' }>, row: readonly number[]): number[] {
  switch (fitted.kind) {
    case 'tree':
      return treeShares(fitted.root, row)
    case 'forest': {
      const all = fitted.roots.map((root) => treeShares(root, row))
      return fitted.classes.map((_, k) => all.reduce((sum, shares) => sum + shares[k]!, 0) / all.length)
    }
    case 'neighbours':
      return neighbourShares(fitted.rows, fitted.codes, fitted.classes.length, row, fitted.options)
    case 'logistic':
      return logisticShares(fitted.logistic, row)
    case 'linear': {
      // Scores of a regression on each class, made into shares: below 0 counts as nothing.
      const scores = fitted.fits.map(({ coef, intercept }) =>
        Math.max(
          0,
          coef.reduce((sum, weight, j) => sum + weight * row[j]!, intercept),
        ),
      )
      const total = scores.reduce((sum, score) => sum + score, 0)
      return scores.map((score) => (total > 0 ? score / total : 1 / scores.length))
    }
    case 'mlp':
      return mlpShares(fitted.net, row)
  }
}

/** The likeliest label of each row, and the shares it was chosen by. */
export function predict(fitted: Fitted, rows: Rows): { predictions: string[]; probabilities: number[][] } {
  const probabilities = sharesFor(fitted, rows)
  return {
    predictions: probabilities.map((shares) => fitted.classes[argmax(shares)]!),
    probabilities,
  }
}
