import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import sharp from 'sharp'
import { gatherSamples } from '../../../src/domain/graphs/gather-samples.ts'
import type { RunContext } from '../../../src/domain/graphs/run-context.ts'
import type { Dataset } from '../../../src/domain/graphs/values.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { catalogue, files, gap, numbers, offload, runKind } from './run-host-kind.ts'

after(() => offload.close())

const put = (name: string, bytes: Uint8Array) => {
  const path = files.path('data', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}
const idx = (shape: number[], data: number[]) => {
  const head = Buffer.alloc(4 + 4 * shape.length)
  head.writeUInt16BE(0x0800 | shape.length, 2)
  for (const [i, size] of shape.entries()) head.writeUInt32BE(size, 4 + 4 * i)
  return Buffer.concat([head, Buffer.from(data)])
}
const take = async ({ samples }: Dataset, ...indices: number[]) => gatherSamples(samples, indices)
const refuse = async () => {
  throw new TypeError('fetch failed')
}

test('MNIST is read from files, packed or not, and scaled', async () => {
  const pixels = Array.from({ length: 3 * 784 }, (_, i) => i % 256)
  put('MNIST/raw/train-images-idx3-ubyte.gz', gzipSync(idx([3, 28, 28], pixels)))
  put('MNIST/raw/train-labels-idx1-ubyte', idx([3], [7, 0, 9]))
  const { dataset } = (await runKind('Dataset')).outputs
  assert.equal(dataset.samples.length, 3)
  assert.deepEqual(dataset.samples.columns[0].shape, [1, 28, 28])
  const [picture, label] = await take(dataset, 2)
  assert.deepEqual(await numbers(label), [9])
  const wanted = pixels.slice(2 * 784).map((byte) => (byte / 255 - 0.5) / 0.5)
  assert.ok(gap(await numbers(picture), wanted) < 1e-6)

  const bytes = (await runKind('Transform', { dataset }, { to_tensor: false, normalize: false })).outputs
    .dataset
  assert.deepEqual((await numbers((await take(bytes, 0))[0])).slice(0, 3), [0, 1, 2])
  const small = (await runKind('Transform', { dataset }, { resize: 14, normalize: false })).outputs.dataset
  const [shrunk] = await take(small, 0)
  assert.deepEqual(shrunk!.shape, [1, 1, 14, 14])
  const sum = (list: number[]) => list.reduce((total, value) => total + value, 0)
  const means = [sum(await numbers(shrunk)) / 196, sum(pixels.slice(0, 784)) / 784 / 255]
  assert.ok(Math.abs(means[0]! - means[1]!) < 0.02, String(means))
  await assert.rejects(runKind('Transform', { dataset }, { to_tensor: false }), /turn on to_tensor/)
})

test('what is not here says which file to put where', async () => {
  for (const [name, file] of [
    ['FashionMNIST', 't10k-images-idx3-ubyte'],
    ['CIFAR10', 'test_batch.bin'],
  ]) {
    await assert.rejects(
      runKind('Dataset', {}, { name, split: 'test' }, { fetch: refuse as typeof fetch }),
      (error: Error) => error.message.includes(file!) && error.message.includes(`data/${name}`),
    )
  }
  await assert.rejects(runKind('KaggleDataset', {}, { dataset_slug: 'a/b' }), /unpack it .*kaggle\/a\/b/)
  await assert.rejects(runKind('KaggleDataset'), /no dataset is named/)
})

test('a Kaggle dataset is folders of pictures, and a batch is taken out of it', async () => {
  for (const [label, shade] of [
    ['tabby', 0],
    ['tiger', 255],
  ] as const) {
    const background = { r: shade, g: shade, b: shade }
    const picture = await sharp({ create: { width: 4, height: 3, channels: 3, background } })
      .png()
      .toBuffer()
    put(`kaggle/you/cats/all/${label}/1.png`, picture)
  }
  const params = { dataset_slug: 'you/cats', subdir: 'all' }
  const { dataset } = (await runKind('KaggleDataset', {}, params)).outputs
  assert.deepEqual([dataset.samples.length, dataset.classes], [2, ['tabby', 'tiger']])
  const batch = await runKind('DatasetBatch', { dataset }, { batch_size: 3, start_index: 1 })
  assert.deepEqual(batch.outputs.images.shape, [3, 3, 224, 224])
  // After the last comes the first again.
  assert.deepEqual(await numbers(batch.outputs.labels), [1, 0, 1])
  const values = await numbers(batch.outputs.images)
  assert.deepEqual([values[0], values[3 * 224 * 224], values.at(-1)], [1, 0, 1])
})

test('what lies in the folder of a dataset is part of what it is known by', async () => {
  for (const [kind, params, place] of [
    ['KaggleDataset', { dataset_slug: 'me/cats' }, 'kaggle/me/cats/tabby/1.png'],
    ['HuggingFaceDataset', { dataset_name: 'me/dogs' }, 'huggingface/me/dogs/default/train/0.parquet'],
  ] as const) {
    const known = catalogue.get(kind)!
    const defaults = Object.entries(known.params).map(([name, param]) => [name, param.default])
    const stamp = () =>
      known.fingerprint!({ ...Object.fromEntries(defaults), ...params }, { files } as RunContext)
    const absent = await stamp()
    put(place, Buffer.from('one'))
    const first = await stamp()
    assert.equal(await stamp(), first)
    put(place, Buffer.from('another'))
    assert.equal(new Set([absent, first, await stamp()]).size, 3, kind)
  }
})

test('what is offered is fetched once', async () => {
  const bodies: Record<string, Buffer> = {
    't10k-images-idx3-ubyte.gz': gzipSync(idx([2, 28, 28], new Array(1568).fill(255))),
    't10k-labels-idx1-ubyte.gz': gzipSync(idx([2], [1, 2])),
  }
  let calls = 0
  const offering = (async (url: string) => {
    calls++
    return new Response(new Uint8Array(bodies[url.split('/').at(-1)!]!))
  }) as unknown as typeof fetch
  for (let i = 0; i < 2; i++) {
    const { dataset } = (
      await runKind('Dataset', {}, { split: 'test', data_dir: 'fresh' }, { fetch: offering })
    ).outputs
    assert.deepEqual(await numbers((await take(dataset, 0, 1))[1]), [1, 2])
  }
  assert.equal(calls, 2)
})

test('CIFAR-10 comes from a folder, or from a dataset of the registry', async () => {
  const record = Buffer.alloc(3073, 128)
  record[0] = 3
  put('mine/test_batch.bin', record)
  const params = { name: 'CIFAR10', split: 'test' }
  const local = (await runKind('Dataset', {}, { ...params, data_dir: 'data/mine' })).outputs.dataset
  assert.deepEqual(local.classes[3], 'cat')
  assert.deepEqual((await take(local, 0))[0]!.shape, [1, 3, 32, 32])
  const openDataset = async (reference: string) => {
    assert.equal(reference, 'acme/pictures@1.0.0')
    return { folder: files.path('data', 'mine'), digest: 'd' }
  }
  const kept = await runKind('Dataset', {}, { ...params, data_dir: 'acme/pictures@1.0.0' }, { openDataset })
  assert.equal(kept.outputs.dataset.samples.length, 1)
})

test('HuggingFaceDataset fetches Parquet files, once', async () => {
  const png = async (grey: number) =>
    new Uint8Array(
      await sharp({ create: { width: 4, height: 3, channels: 3, background: { r: grey, g: 0, b: 0 } } })
        .png()
        .toBuffer(),
    )
  const parquet = parquetWriteBuffer({
    columnData: [
      {
        name: 'image',
        data: [
          { bytes: await png(255), path: 'a' },
          { bytes: await png(51), path: 'b' },
        ],
      },
      { name: 'label', data: [4n, 2n] },
    ],
    schema: [
      { name: 'root', num_children: 2 },
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
    ],
  })
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`)
    if (request.url!.includes('gone')) return void response.writeHead(404).end()
    if (!request.url!.startsWith('/parquet')) return void response.end(Buffer.from(parquet))
    const file = { config: 'default', split: 'train', url: 'https://hub.test/file', filename: '0000.parquet' }
    response.end(JSON.stringify({ parquet_files: [file] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    const local = ((url: string, init: RequestInit) =>
      fetch(url.replace(/^https:\/\/[^/]+/, base), init)) as typeof fetch
    const more = { fetch: local, secret: () => 'hf_x' }
    for (let i = 0; i < 2; i++) {
      const { dataset } = (await runKind('HuggingFaceDataset', {}, { dataset_name: 'me/set' }, more)).outputs
      const [pictures, labels] = await take(dataset, 0, 1)
      assert.deepEqual(pictures!.shape, [2, 3, 3, 4])
      assert.deepEqual(await numbers(labels), [4, 2])
      assert.ok(Math.abs((await numbers(pictures))[36]! - 0.2) < 1e-6)
    }
    assert.deepEqual(
      asked.filter((line) => line.startsWith('/file')),
      ['/file Bearer hf_x'],
    )
    await assert.rejects(
      runKind('HuggingFaceDataset', {}, { dataset_name: 'me/set', split: 'test' }, more),
      /it has default\/train/,
    )
    await assert.rejects(runKind('HuggingFaceDataset', {}, { dataset_name: 'me/gone' }, more), /set HF_TOKEN/)
    await assert.rejects(
      runKind('HuggingFaceDataset', {}, { dataset_name: 'me/set', label_column: 'z' }, more),
      /no column "z"/,
    )
  } finally {
    server.closeAllConnections()
    server.close()
  }
  await assert.rejects(
    runKind('HuggingFaceDataset', {}, {}, { fetch: refuse as typeof fetch }),
    /cannot be reached/,
  )
})

test('made-up pictures are the same for a seed', async () => {
  const spots = (await runKind('SyntheticShapes', {}, { n_samples: 8 })).outputs.dataset
  const [picture, label] = await take(spots, 3)
  const values = await numbers(picture)
  assert.ok(Math.min(...values) >= -1 && Math.max(...values) > 0.5)
  assert.deepEqual(await numbers(label), [0])
  const again = (await runKind('SyntheticShapes', {}, { n_samples: 8 })).outputs.dataset
  assert.deepEqual(await numbers((await take(again, 3))[0]), values)
  const drawn = (await runKind('SyntheticSegmentation', {}, { n_samples: 6, image_size: 32, noise: 0 }))
    .outputs.dataset
  const [image, mask] = await take(drawn, 0, 1, 2, 3, 4, 5)
  assert.deepEqual(mask!.shape, [6, 32, 32])
  const shades = await numbers(image)
  const parts = await numbers(mask)
  assert.deepEqual([...new Set(parts)].sort(), [0, 1, 2])
  assert.ok(parts.every((part, i) => Math.abs([0, 0.7, 1][part]! - shades[i]!) < 1e-6))
})

everyKindRuns(import.meta.url)
