import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Frame, FrameReader, frameChunks } from '../../src/domain/graphs/plugins/worker/inside/frames.ts'
import { decodeValue, encodeValue } from '../../src/domain/graphs/plugins/worker/inside/values.ts'

const SEED = 20_261_122
const LIMITS = { head: 1e6, segments: 1e6 }

const arrays = fc.oneof(
  fc.float32Array(),
  fc.float64Array(),
  fc.int32Array(),
  fc.uint8Array(),
  fc.bigInt64Array(),
)
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double(),
    fc.bigInt(),
    fc.constantFrom(null, undefined, true, false),
    arrays,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'data')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value

test('what goes in at one end comes out at the other, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 3 }), fc.infiniteStream(fc.nat({ max: 9 })), (sent, cuts) => {
      const bytes = Buffer.concat(
        sent.flatMap((value) => {
          const segments: ArrayBufferView[] = []
          const encoded = encodeValue(value, segments)
          return frameChunks({ type: 'value', encoded }, segments)
        }),
      )
      const frames: Frame[] = []
      const reader = new FrameReader(LIMITS, (frame) => frames.push(frame))
      for (let at = 0; at < bytes.length; ) {
        const size = 1 + Number(cuts.next().value)
        reader.push(bytes.subarray(at, at + size))
        at += size
      }
      assert.deepEqual(
        frames.map(({ head, segments }) => decodeValue(head.encoded, segments)),
        sent,
      )
    }),
    { seed: SEED, numRuns: 300 },
  )
})

test('whatever a worker sends, it is a frame, is waited for, or is refused', () => {
  const head = (text: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(text.length)
    return Buffer.concat([length, Buffer.from(text)])
  }
  const read = (bytes: Uint8Array) => {
    const frames: Frame[] = []
    new FrameReader(LIMITS, (frame) => frames.push(frame)).push(bytes)
    return frames
  }
  for (const bytes of [
    Buffer.alloc(4),
    Buffer.alloc(4, 0xff),
    ...['{}', '[]', '[[]]', '[[], {}]', '[[1], null]', '[[-1], {"type":"a"}]', 'x'].map(head),
    ...['[[1e9], {"type":"a"}]', '[[0.5], {"type":"a"}]', '["9", {"type":"a"}]'].map(head),
  ]) {
    assert.throws(() => read(bytes), Error, bytes.toString())
  }
  assert.equal(read(head('[[0, 0], {"type":"a"}]')).length, 1)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        read(bytes)
      } catch (error) {
        assert.ok(error instanceof Error)
      }
    }),
    { seed: SEED, numRuns: 300 },
  )
})

test('values that are none are refused, and change nothing of ours', () => {
  const hostile: unknown[] = [
    { $: 'array', t: 'Float32Array', v: 7 },
    { $: 'array', t: 'constructor', v: 0 },
    { $: 'array', t: 'Function', v: 0 },
    { $: 'Function', v: 'x' },
    { $: 'object', v: null },
    { $: {} },
    JSON.parse('['.repeat(200) + ']'.repeat(200)),
  ]
  for (const value of hostile) assert.throws(() => decodeValue(value, [new ArrayBuffer(4)]), Error)
  // Five bytes are no float32s.
  assert.throws(() => decodeValue({ $: 'array', t: 'Float32Array', v: 0 }, [new ArrayBuffer(5)]))
  const odd = decodeValue(JSON.parse('{"__proto__":{"isAdmin":true}}'), []) as { isAdmin?: boolean }
  assert.equal(odd.isAdmin, undefined)
  assert.equal(Object.getPrototypeOf(odd), Object.prototype)
  assert.ok(Object.is(decodeValue(encodeValue(-0, []), []), -0))
  const round: unknown[] = []
  round.push(round)
  for (const value of [() => {}, Symbol('x'), new Map(), new (class A {})(), round]) {
    assert.throws(() => encodeValue(value, []), /cannot/)
  }
})
