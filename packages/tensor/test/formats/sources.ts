import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { type ByteSource, bytesSource, FormatError } from '../../src/formats/index.ts'

const FIXTURES = new URL('../fixtures/', import.meta.url)

/** A file made by fixtures/make.py. */
export async function fixture(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(name, FIXTURES)))
}

export async function fixtureSource(name: string): Promise<ByteSource> {
  return bytesSource(await fixture(name))
}

/**
 * A source of any size of which only `parts` hold bytes, zeros lying between, and which counts what is read.
 */
export function hugeSource(size: number, parts: readonly (readonly [offset: number, bytes: Uint8Array])[]) {
  return {
    size,
    bytesRead: 0,
    largestRead: 0,
    async read(offset: number, length: number): Promise<Uint8Array> {
      assert.ok(
        offset >= 0 && length >= 0 && offset + length <= size,
        `read ${length} at ${offset} of ${size}`,
      )
      this.bytesRead += length
      this.largestRead = Math.max(this.largestRead, length)
      const bytes = new Uint8Array(length)
      for (const [start, part] of parts) {
        const from = Math.max(start, offset)
        const to = Math.min(start + part.byteLength, offset + length)
        if (from < to) bytes.set(part.subarray(from - start, to - start), from - offset)
      }
      return bytes
    },
  }
}

type Read = (source: ByteSource) => Promise<unknown>

/** Reads, and fails on anything thrown that is no FormatError. True when it was read. */
async function survives(bytes: Uint8Array, read: Read): Promise<boolean> {
  // hugeSource also refuses reads outside of the file.
  const source = hugeSource(bytes.byteLength, [[0, bytes]])
  try {
    await read(source)
    return true
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    assert.ok(error.message.startsWith(`${error.format}: `) && error.field !== '', error.message)
    return false
  }
}

/** Cuts a file at every byte. `fromWhole` is the least length that may still be read. */
export async function assertTruncations(whole: Uint8Array, read: Read, fromWhole = whole.byteLength) {
  assert.ok(await survives(whole, read), 'the whole file must be read')
  for (let length = 0; length < whole.byteLength; length++) {
    const wasRead = await survives(whole.subarray(0, length), read)
    assert.ok(!wasRead || length >= fromWhole, `cut to ${length} bytes it was still read`)
  }
}

/** Changes a file at random, by a fixed seed: bytes overwritten, runs removed, runs repeated. */
export async function assertMutations(whole: Uint8Array, read: Read, numRuns = 300): Promise<void> {
  const at = fc.nat(whole.byteLength - 1)
  const change = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), at, value: fc.nat(255) }),
    fc.record({ kind: fc.constant('set' as const), at, value: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff) }),
    fc.record({ kind: fc.constant('remove' as const), at, value: fc.integer({ min: 1, max: 16 }) }),
    fc.record({ kind: fc.constant('repeat' as const), at, value: fc.integer({ min: 1, max: 16 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      let bytes = Array.from(whole)
      for (const { kind, at, value } of changes) {
        if (kind === 'set') bytes[at] = value
        else if (kind === 'remove') bytes.splice(at, value)
        else bytes = [...bytes.slice(0, at + value), ...bytes.slice(at)]
      }
      await survives(Uint8Array.from(bytes.map((byte) => byte ?? 0)), read)
    }),
    { seed: 20261122, numRuns },
  )
}

/** Asserts that reading fails with a FormatError whose message holds `text`. */
export async function assertRefused(reading: Promise<unknown>, text: string | RegExp): Promise<FormatError> {
  let refusal: unknown
  await reading.then(
    () => assert.fail(`was read, but should be refused: ${text}`),
    (error) => {
      refusal = error
    },
  )
  if (!(refusal instanceof FormatError)) throw refusal
  if (typeof text === 'string') assert.ok(refusal.message.includes(text), refusal.message)
  else assert.match(refusal.message, text)
  return refusal
}

/** Puts bytes, numbers (one byte each) and texts together. */
export function bytesOf(...parts: readonly (number | string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const encoded = parts.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : Buffer.from(part)))
  return new Uint8Array(Buffer.concat(encoded))
}

export function u16(value: number): Uint8Array {
  return new Uint8Array(Uint16Array.of(value).buffer)
}

export function u32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer)
}

export function u64(value: number | bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.of(BigInt(value)).buffer)
}
