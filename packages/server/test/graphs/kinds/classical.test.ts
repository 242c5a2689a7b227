import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { tensor } from '@nodeyard/tensor'
import { readTable } from '../../../src/domain/graphs/read-table.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { gap, numbers, offload, runKind } from './run-host-kind.ts'

after(() => offload.close())

const recorded = JSON.parse(await readFile(new URL('classical.json', import.meta.url), 'utf8'))
const iris = readTable(
  await readFile(new URL('../../../src/domain/graphs/examples/data/iris.csv', import.meta.url), 'utf8'),
  true,
)
const pick = (rows: number[], columns = [0, 1, 2, 3], keep: (label: string) => boolean = () => true) => {
  const chosen = rows.filter((i) => keep(iris.rows[i]![4]!))
  return {
    x: chosen.map((i) => columns.map((j) => Number(iris.rows[i]![j]))),
    y: chosen.map((i) => iris.rows[i]![4]!),
  }
}
// Twice the precision, as what it is compared with had.
const table = (rows: number[][]) =>
  tensor(Float64Array.from(rows.flat()), { shape: [rows.length, rows[0]!.length] })
const given = (two = false, columns = [0, 1, 2, 3]) => {
  const known = pick(recorded.train, columns, (label) => !two || label !== 'setosa')
  return {
    x_train: table(known.x),
    y_train: known.y,
    x_query: table(pick(recorded.test, columns).x),
  }
}

test('iris is the data set that everybody knows', () => {
  assert.deepEqual(iris.columns, ['sepal_length', 'sepal_width', 'petal_length', 'petal_width', 'species'])
  assert.equal(iris.rows.length, 150)
  assert.deepEqual(new Set(iris.rows.map((row) => row[4])), new Set(['setosa', 'versicolor', 'virginica']))
})

test('KNN weighs its neighbours as scikit-learn does', async () => {
  for (const { weights, metric, probabilities } of recorded.knn) {
    const { outputs } = await runKind('KNN', given(), { n_neighbors: 7, weights, metric })
    const apart = gap(await numbers(outputs.probabilities), probabilities.flat())
    // Rows that are equally far may be taken in another order; here at most one vote of seven moves.
    assert.ok(apart < (metric === 'cosine' ? 1e-4 : 0.15), `${weights} ${metric}: ${apart}`)
    assert.deepEqual(outputs.classes, ['setosa', 'versicolor', 'virginica'])
  }
  const { outputs } = await runKind('KNN', given(), { n_neighbors: 100_000 })
  assert.equal(outputs.predictions.length, 30)
})

test('LinearRegression finds the same line', async () => {
  for (const { fit_intercept, coef, intercept, predictions } of recorded.linear) {
    const known = pick(recorded.train)
    const { outputs } = await runKind(
      'LinearRegression',
      {
        x_train: table(known.x.map((row) => row.slice(0, 3))),
        y_train: tensor(known.x.map((row) => row[3]!)),
        x_query: table(pick(recorded.test, [0, 1, 2]).x),
      },
      { fit_intercept },
    )
    assert.ok(gap(await numbers(outputs.coef), coef) < 1e-5)
    assert.ok(Math.abs(outputs.intercept - intercept) < 1e-5)
    assert.ok(gap(await numbers(outputs.predictions), predictions) < 1e-5)
  }
})

test('LogisticRegression finds the same weights with every penalty', async () => {
  for (const { penalty, two, cols, coef, probabilities } of recorded.logistic) {
    const { outputs } = await runKind('LogisticRegression', given(two, cols), {
      C: 0.5,
      penalty,
      max_iter: 1000,
    })
    const apart = gap(await numbers(outputs.coef), coef.flat())
    assert.ok(apart < 2e-3, `${penalty} ${two}: ${apart}`)
    assert.deepEqual(outputs.coef.shape, [coef.length, cols.length])
    assert.ok(gap(await numbers(outputs.probabilities), probabilities.flat()) < 1e-3)
  }
})

test('a decision tree asks the same questions', async () => {
  const { x, y, query } = recorded.cloud
  for (const { criterion, max_depth, predictions, importances, text } of recorded.trees) {
    const inputs = { x_train: table(x), y_train: y, x_query: table(query) }
    const { outputs } = await runKind('DecisionTreeClassifier', inputs, { criterion, max_depth })
    assert.deepEqual(outputs.predictions, predictions)
    assert.ok(gap(await numbers(outputs.feature_importances), importances) < 1e-5)
    assert.equal(outputs.tree_text, text)
  }
  // Without a limit it learns every row by heart.
  const rows = { x_train: table(x), y_train: y, x_query: table(x) }
  assert.deepEqual((await runKind('DecisionTreeClassifier', rows, { max_depth: 0 })).outputs.predictions, y)
})

test('a forest agrees with the forest of scikit-learn, and with itself', async () => {
  const { outputs } = await runKind('RandomForestClassifier', given())
  const same = outputs.predictions.filter(
    (label: string, i: number) => label === recorded.forest.predictions[i],
  )
  assert.ok(same.length >= 29, `${same.length} of 30`)
  const shares = await numbers(outputs.probabilities)
  assert.deepEqual(outputs.probabilities.shape, [30, 3])
  for (let i = 0; i < 90; i += 3) {
    assert.ok(Math.abs(shares[i]! + shares[i + 1]! + shares[i + 2]! - 1) < 1e-5)
  }
  const again = await runKind('RandomForestClassifier', given())
  assert.deepEqual(await numbers(again.outputs.probabilities), shares)
  const other = await runKind('RandomForestClassifier', given(), { seed: 9 })
  assert.notDeepEqual(await numbers(other.outputs.probabilities), shares)
})

test('SVMClassifier rests on the same vectors', async () => {
  for (const { kernel, gamma, predictions, support } of recorded.svm) {
    const inputs = given()
    const { outputs } = await runKind('SVMClassifier', inputs, { C: 2, kernel, gamma })
    assert.deepEqual(outputs.predictions, predictions, `${kernel} ${gamma}`)
    const rows = pick(recorded.train).x
    assert.ok(
      gap(
        await numbers(outputs.support_vectors),
        support.flatMap((i: number) => rows[i]!),
      ) < 1e-6,
      `${kernel} ${gamma}`,
    )
  }
})

test('MLPClassifier trains step for step as scikit-learn does', async () => {
  for (const { activation, two, loss, probabilities } of recorded.mlp) {
    const { outputs } = await runKind('MLPClassifier', given(two), {
      hidden_sizes: '8,5',
      activation,
      max_iter: 60,
    })
    assert.ok(
      Math.abs(outputs.train_loss - loss) < 1e-6,
      `${activation} ${two}: ${outputs.train_loss} ${loss}`,
    )
    assert.ok(gap(await numbers(outputs.probabilities), probabilities.flat()) < 1e-5)
  }
})

test('Accuracy compares labels as text', async () => {
  const { outputs } = await runKind('Accuracy', { predictions: ['1', 'b', 3], labels: [1, 'c', '3'] })
  assert.deepEqual(outputs, { accuracy: 2 / 3, correct: 2, total: 3 })
  assert.equal((await runKind('Accuracy', { predictions: [], labels: [] })).outputs.accuracy, 0)
  await assert.rejects(runKind('Accuracy', { predictions: [1], labels: [] }), /1 predictions for 0 labels/)
})

test('what does not fit is refused in words', async () => {
  const one = { x_train: tensor([[1], [2]]), y_train: ['a', 'a'], x_query: tensor([[1]]) }
  await assert.rejects(runKind('LogisticRegression', one), /only one class, "a"/)
  await assert.rejects(runKind('SVMClassifier', one, { gamma: 'big' }), /only one class/)
  const few = { ...one, y_train: ['a'] }
  await assert.rejects(runKind('KNN', few), /2 rows, y_train 1 labels/)
  await assert.rejects(runKind('KNN', { ...one, x_query: tensor([[1, 2]]) }), /1 columns, x_query 2/)
  const two = { ...one, y_train: ['a', 'b'] }
  await assert.rejects(runKind('SVMClassifier', two, { gamma: 'big' }), /gamma is a number above 0/)
  await assert.rejects(runKind('MLPClassifier', two, { hidden_sizes: '4,x' }), /hidden_sizes/)
})

test('fitting can be stopped', async () => {
  const stop = new AbortController()
  const rows = Array.from({ length: 2000 }, (_, i) => [i % 7, (i * 31) % 97, (i * 17) % 13])
  const inputs = { x_train: table(rows), y_train: rows.map((_, i) => i % 5), x_query: table(rows) }
  const fitting = runKind(
    'RandomForestClassifier',
    inputs,
    { n_estimators: 100_000 },
    { signal: stop.signal },
  )
  setTimeout(() => stop.abort(new Error('enough')), 300)
  await assert.rejects(fitting, /enough/)
})

everyKindRuns(import.meta.url)
