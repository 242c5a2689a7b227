import type { FileHandle } from 'node:fs/promises'
import type { ByteSource } from '@nodeyard/tensor/formats'
import { CompressionType, compressionRegistry, DataType, RecordBatchReader } from 'apache-arrow'
import type { Field } from '../assets/declared.ts'
import { Lie } from '../workers/serve-files.ts'
import { decompress } from './bounded-memory.ts'
import { MOST_COLUMNS, type Row, scalar, type Table } from './table.ts'

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (bytes) => decompress.lz4Frame(bytes) })
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => decompress.zstd(bytes) })

const CHUNK = 1024 * 1024

/** Opens an Arrow IPC file or stream (Feather is one); a batch is read only when its rows are wanted. */
export async function openArrow(source: ByteSource): Promise<Table> {
  const { schema } = await openReader(source)
  if (schema.fields.length === 0 || schema.fields.length > MOST_COLUMNS) {
    throw new Lie(`arrow: it has ${schema.fields.length} columns`)
  }
  return {
    fields: Object.fromEntries(schema.fields.map(({ name, type }) => [name, toField(type)])),
    async countRows() {
      let count = 0
      for await (const batch of await openReader(source)) count += batch.numRows
      return count
    },
    async *batches() {
      for await (const batch of await openReader(source)) {
        const rows: Row[] = []
        for (const row of batch) rows.push(row!.toJSON())
        yield rows
      }
    },
  }
}

async function openReader(source: ByteSource) {
  const start = Buffer.from(await source.read(0, 6)).toString('latin1')
  const reader =
    start === 'ARROW1'
      ? await RecordBatchReader.from(asHandle(source))
      : await RecordBatchReader.from(chunksOf(source))
  await reader.open()
  if (!reader.schema) throw new Lie('arrow: it has no schema')
  return reader
}

/** What the library takes for an open file, and reads by ranges. */
function asHandle(source: ByteSource): FileHandle {
  const handle = {
    fd: 0,
    stat: async () => ({ size: source.size }),
    async read(buffer: Uint8Array, offset: number, length: number, position: number) {
      const bytes = await source.read(position, length)
      buffer.set(bytes, offset)
      return { bytesRead: bytes.length, buffer }
    },
    close: async () => {},
  }
  return handle as unknown as FileHandle
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.size; offset += CHUNK) {
    yield await source.read(offset, Math.min(CHUNK, source.size - offset))
  }
}

function toField(type: DataType): Field {
  if (DataType.isList(type)) return within(-1, type.children[0]!.type)
  if (DataType.isFixedSizeList(type)) return within(type.listSize, type.children[0]!.type)
  if (DataType.isDictionary(type)) return toField(type.dictionary)
  if (DataType.isInt(type)) return scalar(`${type.isSigned ? '' : 'u'}int${type.bitWidth}`)
  if (DataType.isFloat(type)) return scalar(`float${16 << type.precision}`)
  if (DataType.isBool(type)) return scalar('bool')
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return scalar('string')
  if (DataType.isTimestamp(type)) return scalar('timestamp')
  if (DataType.isDate(type)) return scalar('date')
  if (DataType.isTime(type)) return scalar('time')
  if (DataType.isDecimal(type)) return scalar('decimal')
  if (DataType.isStruct(type)) return scalar('struct')
  if (DataType.isMap(type)) return scalar('map')
  if (DataType.isBinary(type) || DataType.isFixedSizeBinary(type)) return scalar('binary')
  return scalar(String(type).toLowerCase().slice(0, 60))
}

function within(size: number, inner: DataType): Field {
  const { type, shape } = toField(inner)
  return { type, shape: [size, ...shape] }
}
