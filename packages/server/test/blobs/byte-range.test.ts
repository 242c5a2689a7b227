import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchesTag, parseRange } from '../../src/http/byte-range.ts'

for (const [header, size, expected] of [
  [undefined, 10, undefined],
  ['bytes=0-0', 10, [0, 0]],
  ['bytes=0-9', 10, [0, 9]],
  ['bytes=3-', 10, [3, 9]],
  ['bytes=3-99999999999999999999', 10, [3, 9]],
  ['bytes=-1', 10, [9, 9]],
  ['bytes=-10', 10, [0, 9]],
  ['bytes=-11', 10, [0, 9]],
  ['Bytes= 2-3 ', 10, [2, 3]],
  ['bytes=9-9', 10, [9, 9]],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=10-11', 10, 'unsatisfiable'],
  ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-5', 0, 'unsatisfiable'],
  // What cannot be read is ignored, and so are several at once.
  ['bytes=3-2', 10, undefined],
  ['bytes=-', 10, undefined],
  ['bytes=', 10, undefined],
  ['bytes=a-b', 10, undefined],
  ['bytes=0-1,3-4', 10, undefined],
  ['items=0-1', 10, undefined],
] as const) {
  test(`of ${size} bytes, Range ${header} is ${expected}`, () => {
    const span = Array.isArray(expected) ? { first: expected[0], last: expected[1] } : expected
    assert.deepEqual(parseRange(header, size), span)
  })
}

test('an entity tag is recognised in a list, weak or not, and by *', () => {
  for (const header of ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a" ', '*']) assert.ok(matchesTag(header, '"a"'))
  for (const header of [undefined, '', 'a', '"b"', '"A"']) assert.ok(!matchesTag(header, '"a"'))
})
