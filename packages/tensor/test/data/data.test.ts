import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { bytesSource, writeNpy, writeNpz, writeSafetensors } from '../../src/formats/index.ts'
import {
  cifarDataset,
  csvDataset,
  csvRows,
  DataError,
  DataLoader,
  type Dataset,
  idxDataset,
  imageFolder,
  Subset,
  splitDataset,
  type Tensor,
  TensorDataset,
  tensor,
  tensorFileDataset,
} from '../../src/index.ts'

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-data-'))
after(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const counted = (length: number) => TensorDataset.of(tensor(Array.from({ length }, (_, i) => [i, i + 100])))

async function firsts(loader: DataLoader): Promise<number[][]> {
  const batches: number[][] = []
  for await (const [x] of loader) {
    const rows = (await (x as Tensor).tolist()) as number[][]
    for (const row of rows) assert.equal(row[1], row[0]! + 100)
    batches.push(rows.map((row) => row[0]!))
  }
  return batches
}

const all = (dataset: Dataset) => new DataLoader(dataset, { batchSize: dataset.length })

async function only(dataset: Dataset): Promise<Tensor[]> {
  for await (const batch of all(dataset)) return batch
  return []
}

test('batches follow one another, the last as large as what is left', async () => {
  const loader = new DataLoader(await counted(7), { batchSize: 3 })
  assert.equal(loader.length, 3)
  assert.deepEqual(await firsts(loader), [[0, 1, 2], [3, 4, 5], [6]])
  const full = new DataLoader(await counted(7), { batchSize: 3, dropLast: true })
  assert.equal(full.length, 2)
  assert.deepEqual(await firsts(full), [
    [0, 1, 2],
    [3, 4, 5],
  ])
  assert.deepEqual(await firsts(new DataLoader(await counted(0), { batchSize: 3 })), [])
})

test('an order is decided by seed and epoch alone, and has every sample once', async () => {
  const orders = async (seed: number, epochs: number) => {
    const loader = new DataLoader(await counted(20), { batchSize: 6, shuffle: true, seed })
    const found: number[][] = []
    for (let i = 0; i < epochs; i++) found.push((await firsts(loader)).flat())
    return found
  }
  const [first, second] = await orders(1, 2)
  assert.deepEqual((await orders(1, 2))[1], second)
  assert.notDeepEqual(first, second)
  assert.notDeepEqual((await orders(2, 1))[0], first)
  const whole = Array.from({ length: 20 }, (_, i) => i)
  for (const order of [first!, second!]) {
    assert.notDeepEqual(order, whole)
    assert.deepEqual(
      order.toSorted((a, b) => a - b),
      whole,
    )
  }
  // Where each sample comes to lie is even: pinned by a bound that a biased shuffle breaks.
  const places = new Float64Array(5)
  const { permutation } = await import('../../src/data/permutation.ts')
  for (let seed = 0; seed < 5000; seed++) places[permutation(5, seed).indexOf(0)]!++
  for (const count of places) assert.ok(Math.abs(count - 1000) < 120, String(places))
})

test('batches are made ahead, so many and no more, and are in shared memory', async () => {
  let made = 0
  const dataset: Dataset = {
    length: 10,
    columns: [{ dtype: 'float32', shape: [] }],
    fill: (indices, [array]) => {
      assert.ok(array!.buffer instanceof SharedArrayBuffer)
      made++
      for (const [row, index] of indices.entries()) array![row] = index
    },
  }
  const seen: number[] = []
  for await (const _ of new DataLoader(dataset, { batchSize: 2, prefetch: 2 })) seen.push(made)
  assert.deepEqual(seen, [3, 4, 5, 5, 5])
  made = 0
  for await (const _ of new DataLoader(dataset, { batchSize: 2, prefetch: 0 })) break
  assert.equal(made, 1)
})

test('a sample that cannot be read fails its batch, and the ones before are there', async () => {
  const dataset: Dataset = {
    length: 6,
    columns: [{ dtype: 'float32', shape: [] }],
    fill: async (indices) => {
      if (indices.includes(4)) throw new DataError('sample 4 is broken')
    },
  }
  let batches = 0
  await assert.rejects(async () => {
    for await (const _ of new DataLoader(dataset, { batchSize: 2, prefetch: 5 })) batches++
  }, /sample 4 is broken/)
  assert.equal(batches, 2)
})

test('samples of any kind are collated', async () => {
  const texts = ['a', 'bb', 'ccc']
  const loader = new DataLoader(
    { length: 3, get: async (index: number) => texts[index]! },
    { batchSize: 2, collate: (samples: string[]) => samples.join('+') },
  )
  const batches: string[] = []
  for await (const batch of loader) batches.push(batch)
  assert.deepEqual(batches, ['a+bb', 'ccc'])
})

test('parts have no sample in common', async () => {
  const data = await counted(10)
  const parts = splitDataset(data, [0.75, 0.25], 4)
  assert.deepEqual(
    parts.map(({ length }) => length),
    [8, 2],
  )
  const found = (await Promise.all(parts.map((part) => firsts(all(part))))).flat(2)
  assert.deepEqual(
    found.sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  )
  assert.deepEqual((await firsts(all(new Subset(data, [3, 3, 1])))).flat(), [3, 3, 1])
  assert.throws(() => new Subset(data, [10]), /no sample 10/)
  assert.throws(() => splitDataset(data, [4, 5]), /neither add up to 1 nor to 10/)
})

function idx(code: number, shape: number[], elements: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * shape.length))
  head.setUint32(0, code * 256 + shape.length)
  for (const [i, size] of shape.entries()) head.setUint32(4 + 4 * i, size)
  return Buffer.concat([new Uint8Array(head.buffer), elements])
}

test('IDX: pictures and labels, plain and gzipped', async () => {
  const pictures = await file(
    'pictures.gz',
    gzipSync(
      idx(
        8,
        [3, 2, 2],
        Uint8Array.from({ length: 12 }, (_, i) => i),
      ),
    ),
  )
  const labels = await file('labels', idx(8, [3], Uint8Array.of(7, 0, 9)))
  const data = await idxDataset(pictures, labels)
  const [x, y] = await only(new Subset(data, [2, 0]))
  assert.deepEqual(
    [x!.dtype, x!.shape, await x!.tolist()],
    [
      'uint8',
      [2, 2, 2],
      [
        [
          [8, 9],
          [10, 11],
        ],
        [
          [0, 1],
          [2, 3],
        ],
      ],
    ],
  )
  assert.deepEqual([y!.dtype, await y!.tolist()], ['int64', [9, 7]])
  const wide = await file('wide', idx(12, [1, 2], Uint8Array.of(255, 255, 255, 254, 0, 0, 1, 0)))
  assert.deepEqual(await (await only(await idxDataset(wide)))[0]!.tolist(), [[-2, 256]])
})

test('IDX files that lie are refused', async () => {
  const whole = idx(8, [3, 2], new Uint8Array(6))
  const refused = async (bytes: Uint8Array, message: RegExp) => {
    await assert.rejects(idxDataset(await file('lies', bytes)), message)
  }
  await refused(whole.subarray(0, 15), /needs 6 bytes, but 3 follow/)
  await refused(whole.subarray(0, 7), /ends inside its header/)
  await refused(new Uint8Array(0), /does not begin/)
  await refused(idx(10, [1], new Uint8Array(1)), /element type/)
  await refused(
    idx(8, [0xffffffff, 0xffffffff, 0xffffffff], new Uint8Array(1)),
    /more elements than any file/,
  )
  await refused(gzipSync(whole).subarray(0, 20), /cut short, or no gzip/)
  await assert.rejects(
    idxDataset(await file('a', whole), await file('b', idx(8, [2], new Uint8Array(2)))),
    /different lengths/,
  )
  await assert.rejects(idxDataset(join(folder, 'nothing')), /cannot open/)
})

test('CIFAR: both kinds, over several files', async () => {
  const record = (labels: number[], value: number) => [...labels, ...new Array(3072).fill(value)]
  const one = await file('1.bin', Uint8Array.from([...record([3], 1), ...record([9], 2)]))
  const two = await file('2.bin', Uint8Array.from(record([0], 5)))
  const [x, y] = await only(await cifarDataset([one, two]))
  assert.deepEqual(x!.shape, [3, 3, 32, 32])
  assert.deepEqual(await x!.at([], 2, 31, 31).tolist(), [1, 2, 5])
  assert.deepEqual(await y!.tolist(), [3, 9, 0])
  const hundred = await file('100.bin', Uint8Array.from(record([19, 99], 1)))
  const labelOf = async (label: 'fine' | 'coarse') => {
    return (await only(await cifarDataset([hundred], { kind: 'cifar-100', label })))[1]!.tolist()
  }
  assert.deepEqual([await labelOf('fine'), await labelOf('coarse')], [[99], [19]])
  await assert.rejects(
    cifarDataset([await file('cut.bin', new Uint8Array(3000))]),
    /no whole number of cifar-10's records/,
  )
  const wrong = await cifarDataset([await file('wrong.bin', Uint8Array.from(record([10], 0)))])
  await assert.rejects(only(wrong), /record 0 has label 10/)
})

test('CSV: numbers, classes, quotes, and what is wrong where', async () => {
  const path = await file(
    'iris.csv',
    '\uFEFFlength,"wid""th",kind\r\n1.5,2,"a, b"\r\n\r\n-3,4e1,c\r\n5,,"a, b"\r\n',
  )
  const { data, features, classes } = await csvDataset(path, {
    target: 'kind',
    targetKind: 'class',
    missing: 0,
  })
  assert.deepEqual(
    [features, classes],
    [
      ['length', 'wid"th'],
      ['a, b', 'c'],
    ],
  )
  const [x, y] = await only(data)
  assert.deepEqual(await x!.tolist(), [
    [1.5, 2],
    [-3, 40],
    [5, 0],
  ])
  assert.deepEqual([y!.dtype, await y!.tolist()], ['int64', [0, 1, 0]])
  await assert.rejects(csvDataset(path, { target: 'kind', targetKind: 'class' }), /row 4: wid"th is empty/)
  await assert.rejects(csvDataset(path), /row 2: kind is "a, b", no number/)
  await assert.rejects(csvDataset(path, { target: 'none' }), /no column none, but length/)
  const plain = await csvDataset(await file('plain.tsv', '1\t2\n3\t4'), {
    hasHeader: false,
    separator: '\t',
    target: 1,
  })
  assert.deepEqual(await (await only(plain.data))[1]!.tolist(), [2, 4])
  await assert.rejects(
    csvDataset(await file('ragged.csv', 'a,b\n1,2\n3\n')),
    /row 3: 1 fields, where the first row has 2/,
  )
  await assert.rejects(csvDataset(await file('open.csv', 'a\n"1\n')), /quote is never closed/)
  await assert.rejects(csvDataset(await file('empty.csv', '')), /is empty/)
  await assert.rejects(csvDataset(join(folder, 'nothing.csv')), /cannot read/)
  // Wherever the text is cut into chunks, its rows are the same.
  const text = 'a,"b\r\n""c"\r\n,\r\nd,"e"'
  const expected = [
    ['a', 'b\r\n"c'],
    ['', ''],
    ['d', 'e'],
  ]
  for (let at = 0; at <= text.length; at++) {
    assert.deepEqual(await Array.fromAsync(csvRows([text.slice(0, at), text.slice(at)])), expected)
  }
})

test('tensors in files: only the rows of a batch are read where that can be', async () => {
  const x = Float32Array.from({ length: 40 }, (_, i) => i)
  const y = BigInt64Array.from({ length: 10 }, (_, i) => BigInt(i))
  const tensors = {
    x: { dtype: 'float32', shape: [10, 4], data: x },
    y: { dtype: 'int64', shape: [10], data: y },
  } as const
  const bytes = writeSafetensors(tensors)
  let read = 0
  const plain = bytesSource(bytes)
  const source = {
    size: plain.size,
    read: async (offset: number, length: number) => {
      read += length
      return plain.read(offset, length)
    },
  }
  const data = await tensorFileDataset(source, ['x', 'y'])
  read = 0
  const [a, b] = await only(new Subset(data, [9, 0]))
  assert.deepEqual(
    [await a!.tolist(), await b!.tolist()],
    [
      [
        [36, 37, 38, 39],
        [0, 1, 2, 3],
      ],
      [9, 0],
    ],
  )
  assert.equal(read, 2 * (16 + 8))
  const npz = await tensorFileDataset(await file('a.npz', writeNpz(tensors)))
  assert.deepEqual(await (await only(new Subset(npz, [3])))[0]!.tolist(), [[12, 13, 14, 15]])
  const npy = await tensorFileDataset(await file('a.npy', writeNpy('float32', [10, 4], x)))
  assert.deepEqual(await (await only(new Subset(npy, [1])))[0]!.tolist(), [[4, 5, 6, 7]])
  await assert.rejects(tensorFileDataset(source, ['z']), /no tensor z, but x, y|no tensor z, but y, x/)
})

test('folders of pictures', async () => {
  for (const [name, colour] of [
    ['red', '#ff0000'],
    ['blue', '#0000ff'],
  ] as const) {
    await mkdir(join(folder, 'pictures', name), { recursive: true })
    const picture = sharp({ create: { width: 8, height: 4, channels: 3, background: colour } })
    await picture.png().toFile(join(folder, 'pictures', name, '1.png'))
  }
  await file('pictures/red/notes.txt', 'no picture')
  const data = await imageFolder(join(folder, 'pictures'), { size: [2, 3] })
  assert.deepEqual([data.classes, data.length], [['blue', 'red'], 2])
  const [x, y] = await only(data)
  assert.deepEqual(
    [x!.dtype, x!.shape, await x!.at([], [], 1, 2).tolist()],
    [
      'uint8',
      [2, 3, 2, 3],
      [
        [0, 0, 255],
        [255, 0, 0],
      ],
    ],
  )
  assert.deepEqual(await y!.tolist(), [0, 1])
  const grey = await only(await imageFolder(join(folder, 'pictures'), { size: [2, 2], channels: 1 }))
  assert.deepEqual(grey[0]!.shape, [2, 1, 2, 2])
  await file('pictures/red/2.png', 'no picture either')
  await assert.rejects(
    only(await imageFolder(join(folder, 'pictures'), { size: [2, 2] })),
    /cannot read .*2\.png/,
  )
  await assert.rejects(imageFolder(join(folder, 'nothing'), { size: [2, 2] }), /cannot read/)
})
