import { TensorDataset } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { fetchFiles } from '../../datasets/fetch-files.ts'
import { MappedSamples } from '../../datasets/mapped-samples.ts'
import { stampFolder } from '../../datasets/stamp-folder.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { type Picture, readPicture } from '../../pictures/picture.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'

const SERVER = 'https://datasets-server.huggingface.co'
/** Bytes of all pictures together: they are kept in memory. */
const MOST_BYTES = 2 ** 31

export default defineGraphNode({
  name: 'HuggingFaceDataset',
  category: 'Data',
  description: 'Pictures and labels of a dataset on the Hugging Face hub, fetched once.',
  inputs: {},
  outputs: { dataset: port('DATASET', 'Pictures [C, H, W] from 0 to 1, and their labels') },
  params: {
    dataset_name: string('ylecun/mnist', { description: 'What the hub calls it' }),
    subset: string('', { description: 'Its configuration; nothing for the first' }),
    split: string('train', { description: 'Which part of it' }),
    image_column: string('image', { description: 'The column of pictures' }),
    label_column: string('label', { description: 'The column of labels' }),
    cache_dir: string('', { description: 'A folder below the data to keep it in' }),
  },
  // What was fetched once is read again from its folder, until that changes or is removed.
  fingerprint: async (params, { files }) => stampFolder(files.path('data', placeOf(params))),
  async run(_inputs, params, context) {
    const { dataset_name: name, split, image_column, label_column } = params
    const pictures: Picture[] = []
    const labels: bigint[] = []
    let bytes = 0
    for (const path of await fetchParquet(params, context)) {
      for (const row of await readRows(path)) {
        context.signal.throwIfAborted()
        const picture = await readRow(row, image_column, pictures[0])
        bytes += picture.planes.length
        if (bytes > MOST_BYTES)
          throw new Fault('validation_failed', `${name} has more pictures than memory holds`)
        pictures.push(picture)
        labels.push(labelOf(row, label_column))
      }
    }
    const [first] = pictures
    if (!first) throw new Fault('validation_failed', `${name} has no rows in "${split}"`)
    const size = first.planes.length
    const all = new Uint8Array(size * pictures.length)
    for (const [i, { planes }] of pictures.entries()) all.set(planes, i * size)
    const raw = new TensorDataset(
      [
        { name: 'picture', dtype: 'uint8', shape: [first.channels, first.height, first.width] },
        { name: 'label', dtype: 'int64', shape: [] },
      ],
      [all, BigInt64Array.from(labels)],
    )
    const samples = new MappedSamples(raw, { toFloats: true, isCentred: false })
    return { dataset: { kind: 'dataset' as const, name: `${name} ${split}`, samples, raw } }
  },
})

interface Params {
  dataset_name: string
  subset: string
  split: string
  cache_dir: string
}

interface ParquetFile {
  config: string
  split: string
  url: string
  filename: string
}

/** Every row of a Parquet file, by libraries that only this kind of graph node loads. */
async function readRows(path: string): Promise<Record<string, unknown>[]> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  return parquetReadObjects({ file: await asyncBufferFromFile(path), compressors, utf8: false })
}

/** The folder below the data that a dataset is kept in. */
const placeOf = ({ dataset_name: name, cache_dir }: Pick<Params, 'dataset_name' | 'cache_dir'>) =>
  `${cache_dir.trim() || 'huggingface'}/${name}`

/** The hub's Parquet files of a split, fetched if they are not here yet. */
async function fetchParquet({ dataset_name: name, subset, split, cache_dir }: Params, context: RunContext) {
  if (!/^[\w.-]+(\/[\w.-]+)?$/.test(name)) {
    throw new Fault('validation_failed', `"${name}" is no dataset: say owner/name`, { field: 'dataset_name' })
  }
  const token = context.secret('HF_TOKEN')
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const files = await listParquet(name, headers, context)
  const config = subset.trim() || files[0]?.config
  const wanted = files.filter((file) => file.config === config && file.split === split)
  if (wanted.length === 0) {
    const known = [...new Set(files.map((file) => `${file.config}/${file.split}`))].slice(0, 20)
    throw new Fault('not_found', `${name} has no "${split}" of "${config}"; it has ${known.join(', ')}`)
  }
  const folder = context.files.path(
    'data',
    `${placeOf({ dataset_name: name, cache_dir })}/${config}/${split}`,
  )
  const targets = wanted.map(({ url, filename }) => ({
    url,
    headers,
    path: `${folder}/${filename.replace(/[^\w.-]/g, '_')}`,
  }))
  return fetchFiles(context, targets).catch((error: Error) => {
    context.signal.throwIfAborted()
    throw new Fault('upstream_failed', `${name} could not be fetched: ${error.message}`)
  })
}

async function listParquet(
  name: string,
  headers: Record<string, string>,
  { fetch, signal }: RunContext,
): Promise<ParquetFile[]> {
  const url = `${SERVER}/parquet?dataset=${encodeURIComponent(name)}`
  const answer = await fetch(url, { headers, signal }).catch((error: Error) => {
    signal.throwIfAborted()
    const why = (error.cause as Error | undefined)?.message ?? error.message
    throw new Fault('upstream_failed', `the Hugging Face hub cannot be reached: ${why}`)
  })
  if (answer.ok) return ((await answer.json()) as { parquet_files?: ParquetFile[] }).parquet_files ?? []
  await answer.body?.cancel()
  const hint = [401, 403, 404].includes(answer.status)
    ? 'there is no such dataset, or it wants a sign-in: set HF_TOKEN for the server'
    : `the hub answers ${answer.status}`
  throw new Fault('upstream_failed', `${name} cannot be fetched: ${hint}`)
}

async function readRow(
  row: Record<string, unknown>,
  column: string,
  first: Picture | undefined,
): Promise<Picture> {
  const cell = valueIn(row, column) as { bytes?: Uint8Array } | undefined
  if (!(cell?.bytes instanceof Uint8Array)) {
    throw new Fault('validation_failed', `the column "${column}" holds no pictures`)
  }
  const mode = first?.channels === 1 ? 'L' : 'RGB'
  const picture = await readPicture(cell.bytes, { mode: first ? mode : await modeOf(cell.bytes), size: 0 })
  if (first && (picture.width !== first.width || picture.height !== first.height)) {
    throw new Fault('validation_failed', 'its pictures differ in size: no batches can be made of them')
  }
  return picture
}

async function modeOf(bytes: Uint8Array) {
  const { default: sharp } = await import('sharp')
  const { channels, space } = await sharp(bytes).metadata()
  return channels === 1 || space === 'b-w' ? 'L' : 'RGB'
}

function labelOf(row: Record<string, unknown>, column: string): bigint {
  const value = valueIn(row, column)
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value)
  throw new Fault('validation_failed', `the column "${column}" holds no whole numbers`)
}

function valueIn(row: Record<string, unknown>, column: string): unknown {
  if (Object.hasOwn(row, column)) return row[column]
  throw new Fault(
    'validation_failed',
    `there is no column "${column}"; there are ${Object.keys(row).join(', ')}`,
  )
}
