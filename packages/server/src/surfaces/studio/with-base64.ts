import { Readable } from 'node:stream'
import { gradually } from '../../domain/graphs/export/gradually.ts'

/**
 * An object as JSON with bytes among its fields, in base64: made as it is sent, since a model is too large to be text
 * in memory.
 */
export const withBase64 = (fields: object, name: string, bytes: Iterable<Uint8Array>): Readable =>
  Readable.from(write(fields, name, bytes), { objectMode: false })

async function* write(fields: object, name: string, bytes: Iterable<Uint8Array>): AsyncGenerator<string> {
  yield `${JSON.stringify(fields).slice(0, -1)},${JSON.stringify(name)}:"`
  let rest = Buffer.alloc(0)
  for await (const piece of gradually(bytes)) {
    const ready = Buffer.concat([rest, piece])
    // Three bytes are four letters.
    const whole = ready.length - (ready.length % 3)
    yield ready.toString('base64', 0, whole)
    rest = ready.subarray(whole)
  }
  yield `${rest.toString('base64')}"}`
}
