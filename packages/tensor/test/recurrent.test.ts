import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inSlices } from '../src/engine/in-slices.ts'
import { buildModel, nameOutputs } from '../src/engine/lower.ts'
import { walk } from '../src/engine/walk.ts'
import { defaultEngine, grad, gru, lstm, manualSeed, noGrad, randn, readAll, rnn } from '../src/index.ts'

test('within noGrad recurrent layers are one operator each, with the same answers', async () => {
  manualSeed(3)
  const x = randn([5, 2, 3])
  for (const [network, gates, count] of [
    [lstm, 4, 2],
    [gru, 3, 1],
    [rnn, 1, 1],
  ] as const) {
    for (const isBidirectional of [false, true]) {
      const directions = isBidirectional ? 2 : 1
      // Two layers; the second without biases.
      const layers = [3, 3, 4 * directions, 4 * directions]
        .filter((_, i) => isBidirectional || i % 2 === 0)
        .map((size, i) => {
          const shapes = [
            [gates * 4, size],
            [gates * 4, 4],
            ...(i < directions ? [[gates * 4], [gates * 4]] : []),
          ]
          return shapes.map((shape) => randn(shape))
        })
      const initial = Array.from({ length: count }, () => randn([2 * directions, 2, 4]))
      for (const options of [{ isBidirectional }, { isBidirectional, initial }]) {
        const unrolled = network(x, layers, options)
        const atOnce = noGrad(() => network(x, layers, options))
        const expected = await readAll([unrolled.output, ...unrolled.states])
        const actual = await readAll([atOnce.output, ...atOnce.states])
        assert.deepEqual(
          [atOnce.output, ...atOnce.states].map(({ shape }) => shape),
          [unrolled.output, ...unrolled.states].map(({ shape }) => shape),
        )
        for (const [i, data] of expected.entries()) {
          for (const [j, value] of data.entries()) {
            assert(Math.abs(Number(value) - Number(actual[i]![j])) < 1e-5, `${network.name} ${i} ${j}`)
          }
        }
      }
    }
  }
})

test('an LSTM is one operator where nothing asks for its gradient, else unrolled, with the same answers', async () => {
  manualSeed(4)
  const x = randn([3, 2, 4])
  for (const isBidirectional of [false, true]) {
    const layers = Array.from({ length: isBidirectional ? 2 : 1 }, () =>
      [[20, 4], [20, 5], [20], [20]].map((shape) => randn(shape)),
    )
    const run = () => {
      const { output, states } = lstm(x, layers, { isBidirectional })
      return [output, ...states]
    }
    const answers = run()
    const values = answers.map(({ value }) => value)
    const walked = await inSlices(walk(values))
    const { graph } = await inSlices(buildModel(walked, nameOutputs(walked, values)))
    assert.equal(graph.operations.filter(({ type }) => type === 'LSTM').length, layers.length)
    const trained = run()
    const [alone, beside] = [
      await readAll(answers),
      await readAll([...trained, ...grad(trained[0]!.sum(), layers[0]!)]),
    ]
    for (const [i, data] of alone.entries()) {
      for (const [j, value] of data.entries()) assert(Math.abs(Number(value) - Number(beside[i]![j])) < 1e-5)
    }
  }
})

test.after(() => defaultEngine().close())
