import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import {
  checkOpenings,
  choosePlaces,
  commit,
  makeSecret,
  onnxBackend,
  type ProofSpec,
  Prover,
  typescriptBackend,
} from '@nodeyard/tensor/proof'

const spec = (changes: Partial<ProofSpec> = {}): ProofSpec => ({
  seed: randomBytes(32).toString('hex'),
  side: 32,
  blocks: 21,
  ...changes,
})

const onnx = (side: number, pool: readonly Int8Array[]) =>
  onnxBackend(side, pool, { provider: 'cpu', threads: 1 })

test('an honest proof is taken, and every backend computes the same to the bit', async () => {
  for (const side of [16, 64, 256]) {
    const one = spec({ side, blocks: 7 })
    const plain = await commit(one)
    const quick = await commit(one, onnx)
    assert.equal(plain.root, quick.root)
    const places = choosePlaces(one, 64)
    assert.deepEqual(await plain.open(places), await quick.open(places))
    assert.equal(
      checkOpenings(one, await makeSecret(one), plain.root, places, await quick.open(places)),
      undefined,
    )
    await quick.release()
  }
})

test('the numbers stay exact at the largest block', async () => {
  const side = 2048
  // All entries at their bounds, of one sign: the largest sums there can be.
  const pool = [new Int8Array(side * side).fill(-8), new Int8Array(side * side).fill(7)]
  const backend = await onnxBackend(side, pool, { provider: 'cpu', threads: 2 })
  const zero = await backend.hold(new Int8Array(side * side))
  for (const [matrix, entry, expected] of [
    [0, 125, (-8 * 125 * side) % 251],
    [1, -125, (7 * -125 * side) % 251],
    [0, -125, (-8 * -125 * side) % 251],
  ] as const) {
    const block = await backend.hold(new Int8Array(side * side).fill(entry))
    const far = Array.from({ length: 3 }, () => ({ block: zero, shift: 1 }))
    const out = await backend.read(await backend.step(matrix, block, far))
    const centred = expected > 125 ? expected - 251 : expected < -125 ? expected + 251 : expected
    assert.ok(
      out.every((value) => value === centred),
      `${out[0]} is not ${centred}`,
    )
  }
  await backend.close()
})

test('what was not committed to, not computed, or is of another seed is found', async () => {
  const one = spec()
  const honest = await commit(one)
  const places = choosePlaces(one, 40)
  const openings = await honest.open(places)
  const changed = openings.map((opening, i) => {
    if (i !== 7) return opening
    const data = Buffer.from(opening.data, 'base64')
    data.writeInt8(data.readInt8(3) === 0 ? 1 : 0, 3)
    return { ...opening, data: data.toString('base64') }
  })
  assert.equal(checkOpenings(one, await makeSecret(one), honest.root, places, changed), 'not_committed')
  assert.equal(checkOpenings(one, await makeSecret(one), honest.root, places, openings.slice(1)), 'malformed')
  const outside = { data: Buffer.alloc(32, 126).toString('base64'), path: openings[0]!.path }
  assert.equal(
    checkOpenings(one, await makeSecret(one), honest.root, places, [outside, ...openings.slice(1)]),
    'malformed',
  )
  const other = await commit(spec())
  assert.equal(
    checkOpenings(one, await makeSecret(one), other.root, places, await other.open(places)),
    'wrong_product',
  )
  assert.equal(
    checkOpenings(one, await makeSecret(one), honest.root, places, await other.open(places)),
    'not_committed',
  )

  const lazy = await commit(one, (side, pool) => {
    const backend = typescriptBackend(side, pool)
    return { ...backend, step: () => new Int8Array(side * side) }
  })
  assert.equal(
    checkOpenings(one, await makeSecret(one), lazy.root, places, await lazy.open(places)),
    'wrong_product',
  )
})

test('what no verifier sends is refused', async () => {
  for (const wrong of [{ side: 24 }, { side: 4096 }, { blocks: 1 }, { blocks: 1.5 }, { seed: 'ab' }]) {
    await assert.rejects(commit(spec(wrong)), RangeError)
  }
  const held = await commit(spec())
  await assert.rejects(held.open([[21, 0]]), RangeError)
  await assert.rejects(held.open([[0, -1]]), RangeError)
})

test('a prover in its own thread proves several devices at once', async () => {
  const prover = new Prover({ providers: ['cpu'], threads: 1 })
  const specs = [spec(), spec({ side: 64 })]
  const { roots, backend } = await prover.commit(specs)
  assert.equal(backend, 'onnx-cpu')
  const places = specs.map((one) => choosePlaces(one, 10))
  const opened = await prover.open(places)
  for (const [i, one] of specs.entries()) {
    assert.equal(checkOpenings(one, await makeSecret(one), roots[i]!, places[i]!, opened[i]!), undefined)
  }
  await assert.rejects(prover.commit([spec({ side: 5 })]), /power of two/)
  await prover.close()
})
