import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { after, test } from 'node:test'
import { defaultEngine, tensor, tensorsToSafetensors } from '@nodeyard/tensor'
import { everyKindRuns } from './every-kind-runs.ts'
import { files, gap, numbers, offload, runKind } from './run-host-kind.ts'

after(async () => {
  await offload.close()
  await defaultEngine().close()
})

const x = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
  [5, 5],
  [5, 6],
  [6, 5],
  [6, 6],
])
const y = ['low', 'low', 'low', 'low', 'high', 'high', 'high', 'high']
const given = {
  x_train: x,
  y_train: y,
  x_query: tensor([
    [0.5, 0.5],
    [5.5, 5.5],
  ]),
}

test('edu:Classifier and edu:AdvancedClassifier fit, predict and hand on a model', async () => {
  for (const kind of ['knn', 'linear', 'logistic']) {
    const { outputs } = await runKind('edu:Classifier', given, { kind, n_neighbors: 3 })
    assert.deepEqual(outputs.predictions, ['low', 'high'], kind)
    assert.deepEqual(outputs.classes, ['high', 'low'])
    const shares = await numbers(outputs.probabilities)
    assert.ok(Math.abs(shares[0]! + shares[1]! - 1) < 1e-6 && shares[1]! > 0.5)
    assert.deepEqual(await outputs.model.predict([[6, 7]]), ['high'])
  }
  for (const kind of ['SVM', 'Decision Tree', 'Random Forest']) {
    const { outputs } = await runKind('edu:AdvancedClassifier', given, { kind })
    assert.deepEqual(outputs.predictions, ['low', 'high'], kind)
    assert.deepEqual(
      await outputs.model.predict([
        [6, 7],
        [-1, 0],
      ]),
      ['high', 'low'],
    )
  }
})

test('a network put together from boxes learns', async () => {
  const first = (await runKind('edu:FFNLayer', {}, { in_features: 2, out_features: 6 })).outputs.model
  let model = first
  for (const name of ['relu', 'identity', 'tanh']) {
    model = (await runKind('edu:ActivationLayer', { model }, { function: name })).outputs.model
  }
  model = (await runKind('edu:FFNLayer', { model }, { in_features: 99, out_features: 2 })).outputs.model
  assert.deepEqual(model.forward(x).shape, [8, 2])
  const { outputs, progress } = await runKind('edu:TrainAndEvaluate', { model, ...given }, { epochs: 60 })
  assert.deepEqual(outputs.predictions, ['low', 'high'])
  const losses = await numbers(outputs.losses)
  assert.equal(losses.length, 60)
  assert.ok(losses.at(-1)! < losses[0]! / 4)
  assert.equal(progress.at(-1)!.epoch, 60)
  // A network without an output for each class gets a layer that has.
  const wide = await runKind('edu:TrainAndEvaluate', { model: first, ...given }, { epochs: 60 })
  assert.deepEqual(wide.outputs.predictions, ['low', 'high'])
  const predictor = (await runKind('edu:Classifier', given)).outputs.model
  await assert.rejects(runKind('edu:ActivationLayer', { model: predictor }), /FFNLayer/)
  const stop = AbortSignal.abort(new Error('enough'))
  await assert.rejects(runKind('edu:TrainAndEvaluate', { model, ...given }, {}, { signal: stop }), /enough/)
})

test('edu:FilterRows keeps what fits', async () => {
  const table = tensor([
    [1, 9],
    [2, 8],
    [3, 7],
  ])
  const wanted: Record<string, number[]> = {
    '>': [3, 7],
    '>=': [2, 8, 3, 7],
    '<': [1, 9],
    '<=': [1, 9, 2, 8],
    '==': [2, 8],
    '!=': [1, 9, 3, 7],
  }
  for (const [op, rows] of Object.entries(wanted)) {
    const { outputs, steps } = await runKind('edu:FilterRows', { table }, { op, threshold: 2 })
    assert.deepEqual(await numbers(outputs.tensor), rows, op)
    assert.equal(outputs.count, rows.length / 2)
    assert.deepEqual(
      steps.map(({ name }) => name),
      ['select', 'compare', 'count', 'index'],
    )
  }
  const named = await runKind(
    'edu:FilterRows',
    { table, columns: ['a', 'b'] },
    { column_name: 'b', threshold: 100 },
  )
  assert.deepEqual(named.outputs.tensor.shape, [0, 2])
  assert.deepEqual(await numbers(named.outputs.mask), [0, 0, 0])
  await assert.rejects(runKind('edu:FilterRows', { table }, { column_index: 2 }), /no column 2/)
})

test('edu:SlidingWindow2D sums under its window', async () => {
  const image = tensor(new Float32Array(25).fill(1), { shape: [5, 5] })
  const blurred = await runKind('edu:SlidingWindow2D', { image })
  assert.deepEqual(blurred.outputs.image.shape, [3, 3])
  assert.ok(gap(await numbers(blurred.outputs.image), new Array(9).fill(1)) < 1e-6)
  const edge = await runKind(
    'edu:SlidingWindow2D',
    { image: image.reshape([1, 1, 5, 5]) },
    { preset: 'EdgeDetection3x3', padding: 1 },
  )
  assert.deepEqual(edge.outputs.image.shape, [1, 1, 5, 5])
  assert.deepEqual((await numbers(edge.outputs.image)).slice(0, 7), [5, 3, 3, 3, 5, 3, 0])
  const own = { preset: 'Custom', kernel_size: 1, weights: [[2]] }
  assert.deepEqual(
    await numbers((await runKind('edu:SlidingWindow2D', { image }, own)).outputs.image),
    new Array(25).fill(2),
  )
  await assert.rejects(
    runKind('edu:SlidingWindow2D', { image }, { ...own, kernel_size: 2 }),
    /4 weights, not 1/,
  )
})

test('edu:SentenceEmbedding means the vectors of its tokens, or says which file to put where', async () => {
  await assert.rejects(runKind('edu:SentenceEmbedding', { text: 'a' }), /model2vec model at .*multilingual/)
  const folder = dirname(files.path('models', 'model2vec/multilingual/model.safetensors'))
  mkdirSync(folder, { recursive: true })
  const table = tensor([
    [0, 0],
    [3, 0],
    [0, 4],
  ])
  writeFileSync(`${folder}/model.safetensors`, await tensorsToSafetensors({ embeddings: table }))
  const vocab = { '[UNK]': 0, red: 1, car: 2 }
  writeFileSync(
    `${folder}/tokenizer.json`,
    JSON.stringify({
      version: '1.0',
      added_tokens: [],
      normalizer: { type: 'Lowercase' },
      pre_tokenizer: { type: 'Whitespace' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab,
      },
    }),
  )
  const { outputs } = await runKind('edu:SentenceEmbedding', { text: 'Red car' })
  assert.ok(gap(await numbers(outputs.embedding), [0.6, 0.8]) < 1e-6)
})

test('foundations:Edu-ColumnStats', async () => {
  const table = tensor([
    [1, 10],
    [2, 10],
    [6, 10],
  ])
  const { outputs, steps } = await runKind('foundations:Edu-ColumnStats', { table })
  assert.ok(gap(await numbers(outputs.means), [3, 10]) < 1e-6)
  assert.ok(gap(await numbers(outputs.stds), [Math.sqrt(14 / 3), 0]) < 1e-6)
  assert.deepEqual(await numbers(outputs.mins), [1, 10])
  assert.deepEqual(await numbers(outputs.maxs), [6, 10])
  assert.deepEqual(await numbers(outputs.counts), [3, 3])
  assert.deepEqual(
    steps.map(({ name }) => name),
    ['input', 'col_sum', 'means', 'deviations', 'stds', 'range'],
  )
  const unbiased = await runKind('foundations:Edu-ColumnStats', { table }, { unbiased: true })
  assert.ok(gap(await numbers(unbiased.outputs.stds), [Math.sqrt(7), 0]) < 1e-6)
})

test('foundations:Edu-KNN shows distances, neighbours and votes', async () => {
  for (const metric of ['euclidean', 'manhattan']) {
    const { outputs, steps } = await runKind('foundations:Edu-KNN', given, { k: 3, metric })
    assert.deepEqual(outputs.predictions, ['low', 'high'])
    assert.deepEqual(outputs.distances.shape, [2, 8])
    assert.deepEqual(outputs.neighbor_indices, [
      [0, 1, 2],
      [4, 5, 6],
    ])
    assert.deepEqual(
      steps.map(({ name }) => name),
      ['compute_distances', 'topk', 'vote'],
    )
  }
  const cosine = await runKind(
    'foundations:Edu-KNN',
    {
      x_train: tensor([
        [1, 0],
        [0, 1],
      ]),
      y_train: [1, 2],
      x_query: tensor([[9, 1]]),
    },
    { k: 1, metric: 'cosine' },
  )
  assert.deepEqual(cosine.outputs.predictions, ['1'])
})

test('foundations:Edu-LinearRegression finds the line both ways', async () => {
  const line = {
    x_train: tensor([[0], [1], [2], [3]]),
    y_train: tensor([1, 3, 5, 7]),
    x_query: tensor([[10]]),
  }
  for (const params of [{}, { method: 'gradient_descent', lr: 0.1, epochs: 2000 }]) {
    const { outputs, steps } = await runKind('foundations:Edu-LinearRegression', line, params)
    assert.ok(gap(await numbers(outputs.weights), [2]) < 1e-4)
    assert.ok(gap(await numbers(outputs.bias), [1]) < 1e-4)
    assert.ok(gap(await numbers(outputs.predictions), [21]) < 1e-3)
    assert.equal(steps.length, 2)
  }
  const held = await runKind('foundations:Edu-LinearRegression', line, { regularization: 5 })
  assert.ok(gap(await numbers(held.outputs.weights), [1]) < 1e-6, 'Σxy / (Σx² + λ) of centred data: 10 / 10')
  const wild = { method: 'gradient_descent', lr: 5, epochs: 2000 }
  await assert.rejects(runKind('foundations:Edu-LinearRegression', line, wild), /smaller lr/)
})

test('foundations:Edu-LogisticRegression', async () => {
  const { outputs, steps } = await runKind('foundations:Edu-LogisticRegression', given, { epochs: 500 })
  assert.deepEqual(outputs.predictions, ['low', 'high'])
  assert.deepEqual(outputs.weights.shape, [2, 2])
  assert.deepEqual(
    steps.map(({ name }) => name),
    ['fit', 'predict'],
  )
  // One step from zeros: the weights are the learning rate times the mean of (label − ½) · x.
  const once = await runKind('foundations:Edu-LogisticRegression', given, { epochs: 1, lr: 1 })
  assert.ok(gap(await numbers(once.outputs.weights), [1.25, -1.25, 1.25, -1.25]) < 1e-6)
})

test('foundations:Edu-FFN and Edu-TokenEmbedding', async () => {
  const tokens = tensor(new Float32Array(24).fill(0.5), { shape: [3, 8] })
  for (const activation of ['relu', 'gelu']) {
    const { outputs, steps } = await runKind('foundations:Edu-FFN', { tensor: tokens }, { activation })
    assert.deepEqual(outputs.tensor.shape, [3, 8])
    assert.deepEqual(outputs.activations.shape, [3, 16])
    assert.deepEqual(
      steps.map(({ name }) => name),
      ['input', 'linear1', 'activation', 'linear2'],
    )
    const again = await runKind('foundations:Edu-FFN', { tensor: tokens }, { activation })
    assert.deepEqual(await numbers(again.outputs.tensor), await numbers(outputs.tensor))
  }
  const words = { tokens: ['a', 'b', 'a'] }
  for (const mode of ['hash', 'ordinal']) {
    const { outputs, steps } = await runKind('foundations:Edu-TokenEmbedding', words, { mode, embed_dim: 4 })
    const rows = await numbers(outputs.embeddings)
    assert.deepEqual(rows.slice(0, 4), rows.slice(8))
    assert.notDeepEqual(rows.slice(0, 4), rows.slice(4, 8))
    assert.deepEqual(outputs.vocab, ['a', 'b', 'a'])
    assert.deepEqual(
      steps.map(({ name }) => name),
      ['input_tokens', 'embedding_table', 'lookup'],
    )
  }
  const ids = await runKind('foundations:Edu-TokenEmbedding', { token_ids: [1, 33] })
  const rows = await numbers(ids.outputs.embeddings)
  assert.deepEqual(rows.slice(0, 8), rows.slice(8), '33 is 1 in a table of 32')
  await assert.rejects(runKind('foundations:Edu-TokenEmbedding'), /connect tokens or token_ids/)
})

everyKindRuns(import.meta.url)
