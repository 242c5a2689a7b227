import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addHistogram,
  bucketDuration,
  durationBucket,
  type Histogram,
  quantileBucket,
  sizeBucket,
} from '../../src/domain/runtimes/histogram.ts'
import { RateWindows } from '../../src/domain/runtimes/rate-windows.ts'

function histogramOf(values: readonly number[]): Histogram {
  const histogram: Histogram = {}
  for (const value of values) addHistogram(histogram, { [durationBucket(value)]: 1 })
  return histogram
}

test('a quantile read from buckets is within 5 % of the true one, in one part or added up from two', () => {
  const duration = fc.double({ min: 0.001, max: 600_000, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(duration, { minLength: 1, maxLength: 300 }),
      fc.nat(300),
      fc.constantFrom(0.5, 0.9, 0.99, 1),
      (values, cut, share) => {
        const sorted = values.toSorted((a, b) => a - b)
        const truth = sorted[Math.ceil(values.length * share) - 1]!
        const sum = histogramOf(values.slice(0, cut))
        addHistogram(sum, histogramOf(values.slice(cut)))
        const read = bucketDuration(quantileBucket(sum, share)!)
        assert.ok(Math.abs(read / truth - 1) < 0.05, `${read} for ${truth}`)
      },
    ),
  )
  assert.equal(quantileBucket({}, 0.5), undefined)
  assert.equal(durationBucket(0), durationBucket(0.001))
})

test('small sizes are counted exactly, large ones to the next power of two', () => {
  assert.deepEqual([1, 2, 63, 64, 65, 128, 129, 5000].map(sizeBucket), [1, 2, 63, 64, 128, 128, 256, 8192])
})

test('a minute’s allowance is counted by key and given anew a minute later', () => {
  const windows = new RateWindows()
  assert.deepEqual(windows.count('a', 2, 1000), { isAllowed: true, limit: 2, remaining: 1, resetsAt: 61_000 })
  assert.equal(windows.count('a', 2, 2000).isAllowed, true)
  assert.deepEqual(windows.count('a', 2, 3000), {
    isAllowed: false,
    limit: 2,
    remaining: 0,
    resetsAt: 61_000,
  })
  assert.equal(windows.count('b', 2, 3000).isAllowed, true)
  assert.equal(windows.count('a', 2, 60_999).isAllowed, false)
  assert.equal(windows.count('a', 2, 61_000).isAllowed, true)
  // A limit that was raised holds at once.
  assert.equal(windows.count('b', 3, 4000).remaining, 1)
})
