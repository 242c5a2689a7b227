import assert from 'node:assert/strict'
import { test } from 'node:test'
import { colorOf, paintPlanes, paintValues } from '../../src/features/studio/inspector/colors.ts'
import { differenceOf, extentOf, flat, histogram } from '../../src/features/studio/inspector/numbers.ts'
import { nameOf, outputsOf } from '../../src/features/studio/inspector/outputs.ts'
import { channelsOf, sliceFor } from '../../src/features/studio/inspector/slices.ts'

test('what is asked for of a tensor fits into one request, however large it is', () => {
  for (const [shape, view, places, slice] of [
    [[], 'heatmap', [], ''],
    [[10], 'heatmap', [], ''],
    [[5000], 'heatmap', [], '::5'],
    [[4, 3], 'heatmap', [], ''],
    [[2, 8, 4, 3], 'heatmap', [1, 7], '1,7,:,:'],
    [[1000, 600], 'heatmap', [], '::4,::3'],
    [[2, 3, 28, 28], 'image', [1], '1,:,:,:'],
    [[2, 1, 28, 28], 'image', [1, 0], '1,0,:,:'],
    [[10], 'table', [], '0:12'],
    [[2, 100, 40], 'table', [1], '1,50:100,12:24', [50, 12]],
    [[300, 300], 'histogram', [], '::2,:'],
    [[256, 256], 'histogram', [], ''],
  ] as const) {
    const offset = slice === '1,50:100,12:24' ? ([50, 12] as const) : undefined
    assert.equal(sliceFor(shape, view, places, offset).slice, slice, `${view} of [${shape}]`)
  }
  const { rows, columns, isThinned } = sliceFor([1000, 600], 'heatmap', [])
  assert.deepEqual([rows.step, columns.step, isThinned], [4, 3, true])
  assert.equal(channelsOf([1, 3, 28, 28]), 3)
  assert.equal(channelsOf([1, 8, 28, 28]), 1)
  assert.equal(channelsOf([28]), undefined)
})

test('numbers are sorted into bins and compared, and what is none does not spoil them', () => {
  assert.deepEqual(
    flat([
      [1, null],
      [true, 2.5],
    ]),
    [1, Number.NaN, 1, 2.5],
  )
  assert.deepEqual(extentOf([Number.NaN, 3, -1]), { min: -1, max: 3 })
  assert.deepEqual(
    histogram([0, 1, 2, 3, 4, Number.NaN], 4).map(({ count }) => count),
    [1, 1, 1, 2],
  )
  assert.deepEqual(histogram([2, 2]), [{ from: 2, to: 2, count: 2 }])
  const { largest, mean, same, values } = differenceOf([1, 2, Number.NaN], [1, 4, Number.NaN])
  assert.deepEqual([largest, mean, same, values.slice(0, 2)], [2, 1, 2, [0, 2]])
})

test('colours tell zero from the rest where there are signs, and the least from the most where there are none', () => {
  assert.deepEqual(colorOf(0, { min: -1, max: 3 }), [244, 244, 242])
  assert.deepEqual(colorOf(0, { min: 0, max: 3 }), [68, 1, 84])
  assert.deepEqual(colorOf(3, { min: 0, max: 3 }), [253, 231, 37])
  assert.deepEqual([...paintValues([0, 3], { min: 0, max: 3 })].slice(4), [253, 231, 37, 255])
  assert.deepEqual([...paintPlanes([0, 1, 0.5, 0, 1, 1], 3)].slice(0, 4), [0, 128, 255, 255])
})

test('the outputs of a box are its own and those inside it, without steps and gradients', () => {
  const all = [
    ['a', 'tensor'],
    ['a', 'tensor__grad'],
    ['a', '__step__0__x'],
    ['a__inner', 'out'],
    ['ab', 'tensor'],
  ].map(([node_id, port]) => ({ node_id: node_id!, port: port!, type: 'tensor', full_shape: [1] }))
  assert.deepEqual(
    outputsOf(all, 'a').map((one) => nameOf(one, 'a')),
    ['tensor', 'inner · out'],
  )
})
