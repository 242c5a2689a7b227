import type { ByteSource } from '@nodeyard/tensor/formats'
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
  snappyUncompress,
} from 'hyparquet'
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors'
import type { Field } from '../assets/declared.ts'
import { Lie } from '../workers/serve-files.ts'
import { decompress, LARGEST_ARRAY, requireAllowed } from './bounded-memory.ts'
import { MOST_COLUMNS, type Row, scalar, type Table } from './table.ts'

/** Bytes of a footer; a million column chunks fit. */
const LARGEST_FOOTER = 64 * 1024 * 1024

/** Rows of one group that are read at once; a group of more is read in parts. */
const ROWS_AT_ONCE = 50_000

const bound =
  (unpack: (input: Uint8Array, length: number) => Uint8Array) => (input: Uint8Array, length: number) => {
    requireAllowed(length)
    return unpack(input, length)
  }

const compressors: Compressors = {
  SNAPPY: bound((input, length) => {
    const output = new Uint8Array(length)
    return snappyUncompress(input, output) ?? output
  }),
  GZIP: decompress.gzip,
  BROTLI: decompress.brotli,
  ZSTD: decompress.zstd,
  LZ4: bound(decompressLz4),
  LZ4_RAW: bound(decompressLz4Raw),
}

/** Opens a Parquet file: its footer is read, and a row group only when its rows are wanted. */
export async function openParquet(source: ByteSource): Promise<Table> {
  const file: AsyncBuffer = {
    byteLength: source.size,
    async slice(start, end = source.size) {
      requireAllowed(end - start)
      const bytes = await source.read(start, Math.max(0, end - start))
      return bytes.slice().buffer as ArrayBuffer
    },
  }
  const metadata = await readFooter(source, file)
  const fields = Object.fromEntries(
    parquetSchema(metadata).children.map((column) => [column.element.name, toField(column)]),
  )
  return {
    fields,
    countRows: async () => Number(metadata.num_rows),
    async *batches() {
      let start = 0
      for (const { num_rows: count } of metadata.row_groups) {
        const end = start + Number(count)
        for (let from = start; from < end; from += ROWS_AT_ONCE) {
          const rowEnd = Math.min(end, from + ROWS_AT_ONCE)
          const options = { file, metadata, rowStart: from, rowEnd, compressors, utf8: false }
          yield (await parquetReadObjects({ ...options, geoparquet: false })) as Row[]
        }
        start = end
      }
    },
  }
}

async function readFooter(source: ByteSource, file: AsyncBuffer): Promise<FileMetaData> {
  if (source.size < 12) throw new Lie('parquet: it is too short to be one')
  const tail = await source.read(source.size - 8, 8)
  const view = new DataView(tail.buffer, tail.byteOffset, 8)
  if (view.getUint32(4, true) !== 0x31524150) throw new Lie('parquet: it does not end with PAR1')
  const length = view.getUint32(0, true)
  if (length > Math.min(LARGEST_FOOTER, source.size - 12)) {
    throw new Lie(`parquet: its footer says it has ${length} bytes, which cannot be`)
  }
  const metadata = await parquetMetadataAsync(file, {
    initialFetchSize: Math.min(length + 8, source.size),
    geoparquet: false,
  })
  checkFooter(metadata, source.size)
  return metadata
}

/** What a footer says must fit together and into the file. */
function checkFooter({ num_rows, row_groups, schema }: FileMetaData, size: number): void {
  if (schema.length === 0 || schema.length > MOST_COLUMNS) throw new Lie(`parquet: ${schema.length} columns`)
  const sum = row_groups.reduce((total, group) => total + group.num_rows, 0n)
  if (num_rows < 0n || sum !== num_rows || num_rows > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new Lie(`parquet: it says ${num_rows} rows, but its row groups have ${sum}`)
  }
  for (const { columns, num_rows: rows } of row_groups) {
    if (rows < 0n) throw new Lie(`parquet: a row group says it has ${rows} rows`)
    for (const { meta_data: about } of columns) {
      if (!about) continue
      const start = Number(about.dictionary_page_offset ?? about.data_page_offset)
      const bytes = Number(about.total_compressed_size)
      const name = about.path_in_schema.join('.').slice(0, 100)
      if (!(start >= 0 && bytes >= 0 && start + bytes <= size)) {
        throw new Lie(`parquet: column ${name} is said to lie outside of the file`)
      }
      if (bytes > LARGEST_ARRAY * 4) throw new Lie(`parquet: column ${name} has ${bytes} bytes in one group`)
    }
  }
}

function toField({ element, children }: SchemaTree): Field {
  if (children.length > 0) {
    const isList = element.converted_type === 'LIST' || element.logical_type?.type === 'LIST'
    const [inner] = children
    if (isList && inner) {
      const { type, shape } = toField(inner.children.length === 1 ? inner.children[0]! : inner)
      return { type, shape: [-1, ...shape] }
    }
    return scalar(element.converted_type === 'MAP' || element.logical_type?.type === 'MAP' ? 'map' : 'struct')
  }
  const field = scalar(typeOf(element))
  return element.repetition_type === 'REPEATED' ? { ...field, shape: [-1] } : field
}

const PHYSICAL: Record<string, string> = {
  BOOLEAN: 'bool',
  INT32: 'int32',
  INT64: 'int64',
  INT96: 'timestamp',
  FLOAT: 'float32',
  DOUBLE: 'float64',
  BYTE_ARRAY: 'binary',
  FIXED_LEN_BYTE_ARRAY: 'binary',
}

function typeOf({ type, converted_type: converted, logical_type: logical }: SchemaTree['element']): string {
  const [, sign, bits] = /^(U?)INT_(\d+)$/.exec(converted ?? '') ?? []
  if (bits) return `${sign ? 'u' : ''}int${bits}`
  if (logical?.type === 'INTEGER') return `${logical.isSigned ? '' : 'u'}int${logical.bitWidth}`
  if (converted === 'UTF8' || converted === 'ENUM' || logical?.type === 'STRING') return 'string'
  if (converted === 'JSON' || logical?.type === 'JSON') return 'json'
  if (converted === 'DATE' || logical?.type === 'DATE') return 'date'
  if (converted?.startsWith('TIMESTAMP') || logical?.type === 'TIMESTAMP') return 'timestamp'
  if (converted?.startsWith('TIME_') || logical?.type === 'TIME') return 'time'
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return 'decimal'
  if (logical?.type === 'FLOAT16') return 'float16'
  if (logical?.type === 'UUID') return 'uuid'
  return PHYSICAL[type ?? ''] ?? 'binary'
}
