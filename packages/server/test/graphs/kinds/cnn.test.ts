import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ones } from '@nodeyard/tensor'
import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { asTensor, numbersOf, runKind } from './run-kind.ts'

checkCases('cnn')

test('Dropout always drops, by its seed, and keeps the mean', async () => {
  const inputs = { tensor: ones([4000]) }
  const runs = await Promise.all(
    [1, 1, 2].map((seed) => runKind('Dropout', { inputs, params: { p: 0.25 }, seed })),
  )
  const [first, same, other] = await numbersOf(runs.map(({ outputs }) => asTensor(outputs.tensor)))
  assert.deepEqual(first, same)
  assert.notDeepEqual(first, other)
  const kept = first!.filter((x) => x !== 0)
  assert.ok(Math.abs(kept.length / 4000 - 0.75) < 0.03)
  for (const x of kept) assert.ok(Math.abs(x - 4 / 3) < 1e-6)
})

test('Conv2dExplicit says which shapes it takes', async () => {
  const image = ones([1, 3, 4, 4])
  const refused = (tensor: unknown, kernel: unknown, message: RegExp) =>
    assert.rejects(runKind('Conv2dExplicit', { inputs: { tensor, kernel } }), message)
  await refused(ones([3, 4, 4]), ones([3, 3]), /the image is \[N, C, H, W\]/)
  await refused(image, ones([3, 2]), /the kernel is square, not 3 by 2/)
  await refused(image, ones([2, 1, 3, 3]), /one for each of the 3 channels, not 2/)
  await refused(image, ones([3, 3, 3, 3]), /the kernel is \[k, k\] or \[out, 1, k, k\]/)
})

test('Conv2dKernel counts what was typed in', async () => {
  const params = { preset: 'Custom', kernel_size: 2, weights: [[1, 2, 3]] }
  await assert.rejects(runKind('Conv2dKernel', { params }), /a kernel of size 2 has 4 numbers, not 3/)
})

everyKindRuns(import.meta.url)
