import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Linear, ReLU, Sequential, tensor } from '@nodeyard/tensor'
import sharp from 'sharp'
import { everyKindRuns } from './every-kind-runs.ts'
import { offload, runKind } from './run-host-kind.ts'

after(() => offload.close())

/** A PNG's size, and how many of its colours there are; text and lines alone make a few dozen. */
async function lookAt(base64: string, colors = 10) {
  const bytes = Buffer.from(base64, 'base64')
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG')
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const counts = new Map<number, number>()
  for (let i = 0; i < data.length; i += 3) {
    const color = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!
    counts.set(color, (counts.get(color) ?? 0) + 1)
  }
  assert.deepEqual([info.width, info.height], [640, 480])
  assert.ok(counts.size >= colors, `${counts.size} colours`)
  return counts
}
const has = (counts: Map<number, number>, [r, g, b]: number[], least = 50) =>
  (counts.get((r! << 16) | (g! << 8) | b!) ?? 0) >= least

const points = tensor([
  [0, 0],
  [1, 1],
  [0, 1],
  [1, 0],
  [2, 2],
  [2, 1],
])
const labels = ['a', 'a', 'b', 'b', 'c', 'c']

test('ScatterPlot2D draws each label in its colour', async () => {
  const { outputs } = await runKind('ScatterPlot2D', { points, labels }, { title: 'Groups' })
  const counts = await lookAt(outputs.image)
  assert.ok(
    has(counts, [31, 119, 180], 20) && has(counts, [255, 127, 14], 20) && has(counts, [44, 160, 44], 20),
  )
  const plain = await runKind('ScatterPlot2D', { points })
  assert.notEqual(plain.outputs.image, outputs.image)
  const untitled = await runKind('ScatterPlot2D', { points, labels })
  assert.notEqual(untitled.outputs.image, outputs.image, 'the title is drawn')
  await assert.rejects(runKind('ScatterPlot2D', { points: tensor([[1, 2, 3]]) }), /\[N, 2\]/)
  await assert.rejects(runKind('ScatterPlot2D', { points, labels: ['a'] }), /6 points, but 1 labels/)
})

test('Visualize draws lines, histograms, colours and pictures', async () => {
  const wave = Array.from({ length: 200 }, (_, i) => Math.sin(i / 10))
  for (const plot_type of ['line', 'histogram']) {
    const { outputs } = await runKind('Visualize', { data: wave }, { plot_type, title: 'A & B <c>' })
    assert.ok(has(await lookAt(outputs.image), [31, 119, 180]), plot_type)
  }
  const grid = tensor(
    Float32Array.from({ length: 48 }, (_, i) => i),
    { shape: [6, 8] },
  )
  const heat = await lookAt(
    (await runKind('Visualize', { data: grid }, { plot_type: 'heatmap' })).outputs.image,
  )
  assert.ok(has(heat, [68, 1, 84], 1000) && has(heat, [253, 231, 37], 1000), 'from dark to bright')
  const red = tensor(
    Float32Array.from({ length: 3 * 16 }, (_, i) => (i < 16 ? 2 : -1)),
    { shape: [1, 3, 4, 4] },
  )
  const picture = await runKind('Visualize', { data: red }, { plot_type: 'image' })
  assert.ok(has(await lookAt(picture.outputs.image, 2), [255, 0, 0], 10_000))
  await lookAt((await runKind('Visualize', { data: 3 })).outputs.image, 5)
  await assert.rejects(runKind('Visualize', { data: 'words' }), /only numbers/)
  await assert.rejects(runKind('Visualize', { data: [] }), /empty/)
  await assert.rejects(
    runKind('Visualize', { data: [Number.NaN] }, { plot_type: 'histogram' }),
    /only numbers|finite/,
  )
})

test('DecisionBoundary asks classical models and networks', async () => {
  const given = { x_train: points, y_train: labels, x_query: points }
  for (const kind of ['SVM', 'Decision Tree', 'Random Forest']) {
    const { model } = (await runKind('edu:AdvancedClassifier', given, { kind, n_estimators: 5 })).outputs
    const params = { show_support_vectors: true, grid_steps: 40 }
    const { outputs } = await runKind('DecisionBoundary', { model, ...given }, params)
    const counts = await lookAt(outputs.image)
    assert.ok([...counts.values()].filter((count) => count > 10_000).length >= 3, kind)
  }
  const net = new Sequential(new Linear(2, 4), new ReLU(), new Linear(4, 3))
  const { outputs } = await runKind('DecisionBoundary', { model: net, ...given }, { grid_steps: 30 })
  await lookAt(outputs.image)
  const wide = { model: net, x_train: tensor([[1, 2, 3]]), y_train: ['a'] }
  await assert.rejects(runKind('DecisionBoundary', wide), /two columns/)
})

test('drawing can be stopped', async () => {
  const stop = new AbortController()
  const drawing = runKind(
    'Visualize',
    { data: Array.from({ length: 500_000 }, Math.random) },
    {},
    { signal: stop.signal },
  )
  stop.abort(new Error('enough'))
  await assert.rejects(drawing, /enough/)
})

everyKindRuns(import.meta.url)
