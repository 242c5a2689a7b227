import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../../src/http/cursor.ts'
import { Signer } from '../../src/signer.ts'

const signer = new Signer(Buffer.alloc(32, 7))
const numbers = Array.from({ length: 7 }, (_, index) => index + 1)

/** A list of the numbers 1 to 7 at a route of its own, three to a page. */
function read(query: Record<string, unknown>, url = '/numbers', as = signer) {
  const page = openPage<number>(as, { routeOptions: { url }, params: {}, query: { limit: 3, ...query } })
  const rows = numbers.filter((number) => number > (page.after ?? 0)).slice(0, page.limit + 1)
  return page.answer(
    rows,
    (row) => row,
    (row) => ({ row }),
  )
}

test('pages follow each other without gap or overlap, and the last one says so', () => {
  const first = read({})
  const second = read({ cursor: first.next_cursor })
  const third = read({ cursor: second.next_cursor })
  const seen = [first, second, third].flatMap(({ items }) => items.map(({ row }) => row))
  assert.deepEqual(seen, numbers)
  assert.deepEqual(third, { items: [{ row: 7 }], next_cursor: null, has_more: false })
  assert.equal(read({ limit: 7 }).has_more, false)
})

test('a cursor goes on with the same filters in any order, and with no others', () => {
  const cursor = read({ q: 'a', tag: ['x', 'y'] }).next_cursor
  assert.deepEqual(read({ tag: ['x', 'y'], q: 'a', limit: 1, cursor }).items, [{ row: 4 }])
  for (const other of [
    {},
    { q: 'b', tag: ['x', 'y'] },
    { q: 'a', tag: ['x'] },
    { q: 'a', tag: ['x', 'y'], z: 1 },
  ]) {
    assert.throws(() => read({ ...other, cursor }), { code: 'validation_failed' })
  }
  assert.throws(() => read({ q: 'a', tag: ['x', 'y'], cursor }, '/letters'), { code: 'validation_failed' })
})

test('a cursor that we did not sign is refused', () => {
  const { after, signature } = JSON.parse(Buffer.from(read({}).next_cursor!, 'base64url').toString())
  assert.equal(after, 3)
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const hostile = [
    forged({ after: 5, signature }),
    forged({ after }),
    forged(null),
    forged(4),
    'ä',
    '',
    '{}',
    'AAAA',
  ]
  for (const cursor of hostile) {
    assert.throws(() => read({ cursor }), { code: 'validation_failed' })
  }
  const stranger = new Signer(Buffer.alloc(32, 8))
  assert.throws(() => read({ cursor: read({}, '/numbers', stranger).next_cursor }), {
    code: 'validation_failed',
  })
})
