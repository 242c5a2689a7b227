import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { arange, tensor } from '@nodeyard/tensor'
import { CapturedRuns } from '../../src/domain/graphs/captured/captured-runs.ts'

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-captured-'))
after(() => rm(folder, { recursive: true }))
const at = (runId: string, port = 'tensor') => ({ runId, nodeId: 'a', port, accountId: 'usr_a' })

test('slices are those of PyTorch, from memory and from disk', async () => {
  const captured = await new CapturedRuns(folder).open()
  captured.begin('r', 'usr_a')
  const small = await arange(0, 24).reshape([2, 3, 4])
  captured.put('r', 'a', 'tensor', small)
  const large = arange(0, 1_000_000).reshape([1000, 1000])
  captured.put('r', 'a', 'large', large)
  const read = async (port: string, slice: string) =>
    (await captured.get(at('r', port), { slice, maxElements: 4096 })).values
  assert.deepEqual(await read('tensor', '1,:,0:4:2'), [
    [12, 14],
    [16, 18],
    [20, 22],
  ])
  assert.deepEqual(await read('tensor', '-1,-1,-1'), 23)
  assert.deepEqual(await read('large', '998:,5'), [998_005, 999_005])
  assert.deepEqual(await read('large', '::500, 990:994:2'), [
    [990, 992],
    [500_990, 500_992],
  ])
  assert.deepEqual(await read('large', '3:3'), [])
  await assert.rejects(read('large', ''), /output has 1000000 elements \(max 4096\)/)
  await assert.rejects(read('large', '1,2,3'), /too many indices/)
  await assert.rejects(read('large', 'x'), /bad slice piece: 'x'/)
  await assert.rejects(read('large', '1000'), /out of bounds/)
  assert.deepEqual((await captured.list('r', 'usr_a'))[1], {
    node_id: 'a',
    port: 'large',
    type: 'tensor',
    full_shape: [1000, 1000],
  })
})

test('what is no number in JSON is null, and plain values are told by their kind', async () => {
  const captured = await new CapturedRuns(folder).open()
  captured.begin('r', 'usr_a')
  captured.put('r', 'a', 'tensor', tensor([Number.NaN, Number.POSITIVE_INFINITY, 1]))
  captured.put('r', 'a', 'text', 'hello')
  captured.put('r', 'a', 'pairs', [[1, 2]])
  const { values, max } = await captured.get(at('r'), { maxElements: 10 })
  assert.deepEqual([values, max], [[null, null, 1], null])
  assert.equal((await captured.get(at('r', 'text'), { maxElements: 1 })).value, 'hello')
  assert.deepEqual((await captured.get(at('r', 'pairs'), { maxElements: 1 })).values, [[1, 2]])
})

test('runs are bounded by count and by bytes, and nobody sees those of others', async () => {
  const captured = await new CapturedRuns(folder, { runs: 2, bytes: 1_000_000 }).open()
  for (const id of ['a', 'b', 'c']) captured.begin(id, 'usr_a')
  assert.deepEqual([captured.has('a', 'usr_a'), captured.has('c', 'usr_a')], [false, true])
  captured.put('c', 'a', 'tensor', arange(0, 300_000))
  assert.equal((await captured.get(at('c'), { slice: '7', maxElements: 1 })).values, 7)
  assert.equal(captured.has('b', 'usr_a'), false, 'the older run made room')
  await assert.rejects(captured.list('c', 'usr_b'), /not found/)
  captured.remove('c', 'usr_a')
  for (let i = 0; (await readdir(folder)).length > 0; i++) {
    assert.ok(i < 200, 'the files of a forgotten run are removed')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
})
