import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ProtoWriter } from '../../src/formats/protobuf-write.ts'

/** The plainest encoder there is, to compare with. */
type Field =
  | { kind: 'int'; value: number | bigint }
  | { kind: 'string'; value: string }
  | { kind: 'bytes'; value: Uint8Array }
  | { kind: 'message'; fields: Field[] }

function varint(value: number | bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return [...bytes, Number(rest)]
}

function plainly(fields: readonly Field[]): number[] {
  return fields.flatMap((field, i) => {
    if (field.kind === 'int') return [...varint((i + 1) * 8), ...varint(field.value)]
    const content =
      field.kind === 'message'
        ? plainly(field.fields)
        : Array.from(field.kind === 'string' ? new TextEncoder().encode(field.value) : field.value)
    return [...varint((i + 1) * 8 + 2), ...varint(content.length), ...content]
  })
}

function write(writer: ProtoWriter, fields: readonly Field[]): void {
  for (const [i, field] of fields.entries()) {
    if (field.kind === 'int') writer.int(i + 1, field.value)
    else if (field.kind === 'string') writer.string(i + 1, field.value)
    else if (field.kind === 'bytes') writer.bytes(i + 1, field.value)
    else writer.message(i + 1, (inner) => write(inner, field.fields))
  }
}

const { fields } = fc.letrec<{ fields: Field[]; field: Field }>((tie) => ({
  fields: fc.array(tie('field'), { maxLength: 6 }),
  field: fc.oneof(
    { depthSize: 'medium' },
    fc.record({
      kind: fc.constant('int' as const),
      value: fc.oneof(fc.integer(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    }),
    fc.record({
      kind: fc.constant('string' as const),
      value: fc.string({ unit: 'grapheme', maxLength: 200 }),
    }),
    // Small ones are copied at once, large ones kept by reference: both, at every depth.
    fc.record({
      kind: fc.constant('bytes' as const),
      value: fc.constantFrom(0, 5, 130, 4096, 4097, 20_000).map((n) => new Uint8Array(n).fill(n)),
    }),
    fc.record({ kind: fc.constant('message' as const), fields: tie('fields') }),
  ),
}))

test('messages of any depth and size are what the plainest encoder makes of them', () => {
  fc.assert(
    fc.property(fields, (list) => {
      const writer = new ProtoWriter()
      write(writer, list)
      assert.deepEqual(writer.finish(), Uint8Array.from(plainly(list)))
    }),
    { numRuns: 200, seed: 3 },
  )
})
