import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ratios, runRounds, spreadOf } from '../lib/rounds.ts'

test('the median is the middle, or between the two in the middle', () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { median: 2, min: 1, max: 3 })
  assert.deepEqual(spreadOf([4, 1, 2, 3]), { median: 2.5, min: 1, max: 4 })
  assert.deepEqual(spreadOf([7]), { median: 7, min: 7, max: 7 })
  assert.throws(() => spreadOf([]), RangeError)
})

test('ratios compare what ran in the same round', () => {
  assert.deepEqual(ratios([10, 20], [5, 40]), [2, 0.5])
})

test('contestants take turns, in both orders, and the first round does not count', async () => {
  const order: string[] = []
  const contestant = (name: string) => async () => order.push(name)
  const results = await runRounds(2, { a: contestant('a'), b: contestant('b') })
  assert.deepEqual(order, ['a', 'b', 'b', 'a', 'a', 'b'])
  assert.deepEqual(results, { a: [4, 5], b: [3, 6] })
})
