import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { after, test } from 'node:test'
import { Tensor, tensor } from '@nodeyard/tensor'
import sharp from 'sharp'
import { everyKindRuns } from './every-kind-runs.ts'
import { files, gap, numbers, offload, runKind } from './run-host-kind.ts'

after(() => offload.close())

for (const area of ['data', 'images', 'graphs', 'models'] as const) {
  mkdirSync(dirname(files.path(area, 'x')), { recursive: true })
}
const stripes = tensor(
  Float32Array.from({ length: 3 * 4 * 6 }, (_, i) => (i % 5) / 5),
  { shape: [3, 4, 6] },
)

test('a picture that was written is read again', async () => {
  for (const format of ['PNG', 'TIFF', 'JPEG', 'BMP']) {
    const { outputs } = await runKind('ImageWriter', { image: stripes }, { path: 'deep/x.png', format })
    const bytes = await readFile(outputs.path)
    if (format === 'BMP') {
      assert.equal(bytes.subarray(0, 2).toString(), 'BM')
      assert.equal(bytes.readUInt32LE(2), bytes.length)
      // The first pixel of the lowest row: blue, green, red.
      const values = await numbers(stripes)
      assert.deepEqual(
        [...bytes.subarray(54, 57)],
        [2, 1, 0].map((c) => Math.round(values[c * 24 + 18]! * 255)),
      )
      continue
    }
    assert.equal((await sharp(bytes).metadata()).format, format.toLowerCase())
    if (format === 'JPEG') continue
    const name = outputs.path.slice(dirname(files.path('output', 'x')).length + 1)
    const read = await runKind('ImageReader', {}, { path: `output/${name}` })
    assert.deepEqual(read.outputs.image.shape, [3, 4, 6])
    assert.ok(gap(await numbers(read.outputs.tensor), await numbers(stripes)) < 1 / 255)
    const grey = await runKind('ImageReader', {}, { path: name, mode: 'L', resize: 3 })
    assert.deepEqual(grey.outputs.image.shape, [1, 3, 3])
    const clear = await runKind('ImageReader', {}, { path: name, mode: 'RGBA' })
    assert.deepEqual(clear.outputs.image.shape, [4, 4, 6])
  }
  const batch = stripes.unsqueeze(0)
  await runKind('ImageWriter', { image: batch })
  await assert.rejects(runKind('ImageWriter', { image: stripes }, { path: '../../up.png' }), /inside/)
  await assert.rejects(runKind('ImageWriter', { image: tensor([1, 2]) }), /an image is/)
  await assert.rejects(runKind('ImageReader', {}, { path: 'none.png' }), /put it at .*none\.png/)
  writeFileSync(files.path('images', 'lie.png'), 'no picture')
  await assert.rejects(runKind('ImageReader', {}, { path: 'lie.png' }), /cannot be read/)
})

test('ImageBatchReader reads what fits the pattern, by name', async () => {
  mkdirSync(files.path('images', 'set'), { recursive: true })
  for (const [name, grey] of [
    ['b', 255],
    ['a', 0],
    ['c', 51],
  ] as const) {
    const picture = sharp({
      create: { width: 5, height: 3, channels: 3, background: { r: grey, g: grey, b: grey } },
    })
    await picture.png().toFile(files.path('images', `set/${name}.png`))
  }
  writeFileSync(files.path('images', 'set/notes.txt'), 'x')
  const { outputs } = await runKind('ImageBatchReader', {}, { directory: 'set', resize: 2, mode: 'L' })
  assert.equal(outputs.count, 3)
  assert.deepEqual(outputs.images.shape, [3, 1, 2, 2])
  const wanted = [0, 0, 0, 0, 1, 1, 1, 1, 0.2, 0.2, 0.2, 0.2]
  assert.ok(gap(await numbers(outputs.images), wanted) < 1e-6)
  const two = await runKind('ImageBatchReader', {}, { directory: 'images/set', resize: 2, max_images: 2 })
  assert.deepEqual(two.outputs.images.shape, [2, 3, 2, 2])
  await assert.rejects(
    runKind('ImageBatchReader', {}, { directory: 'set', pattern: '*.gif' }),
    /no file fits/,
  )
  await assert.rejects(runKind('ImageBatchReader', {}, { directory: 'gone' }), /put the pictures into/)
  await assert.rejects(runKind('ImageBatchReader', {}, { directory: '../../..' }), /inside/)
})

test('FileReader reads texts and tables', async () => {
  writeFileSync(files.path('data', 'a.txt'), 'grüße')
  assert.equal((await runKind('FileReader', {}, { path: 'a.txt' })).outputs.text, 'grüße')
  writeFileSync(files.path('graphs', 'old.txt'), Buffer.from([0x67, 0xfc]))
  const old = await runKind('FileReader', {}, { path: 'graphs/old.txt', encoding: 'latin1' })
  assert.equal(old.outputs.text, 'gü')
  writeFileSync(files.path('data', 't.csv'), 'x,y\n1,2\n3,4.5\n')
  const table = await runKind('FileReader', {}, { path: 't.csv', mode: 'csv' })
  assert.deepEqual(await numbers(table.outputs.tensor), [1, 2, 3, 4.5])
  await assert.rejects(
    runKind('FileReader', {}, { path: 't.csv', mode: 'csv', csv_header: false }),
    /"x" is no number/,
  )
  await assert.rejects(runKind('FileReader', {}, { path: 'a.txt', encoding: 'klingon' }), /no encoding/)
  await assert.rejects(runKind('FileReader', {}, { path: '' }), /no file is named/)
})

test('GraphInput takes what a caller gives, or its default', async () => {
  const read = async (params: Record<string, unknown>, inputs?: Record<string, unknown>) =>
    (await runKind('GraphInput', {}, { name: 'x', ...params }, inputs ? { inputs } : {})).outputs.value
  assert.equal(await read({ default: 'hi' }), 'hi')
  assert.equal(await read({ type: 'number', default: '2.5' }), 2.5)
  assert.equal(await read({ type: 'integer', default: '' }), 0)
  assert.equal(await read({ type: 'boolean', default: 'Yes' }), true)
  assert.deepEqual(await read({ type: 'json', default: '{"a":[1]}' }), { a: [1] })
  assert.equal(await read({ type: 'integer' }, { x: 3 }), 3)
  assert.deepEqual(await read({ type: 'json' }, { x: [1, null] }), [1, null])
  assert.equal(await read({ required: false, default: 'd' }, {}), 'd')
  const png = await sharp({ create: { width: 2, height: 3, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()
  for (const text of [png.toString('base64'), `data:image/png;base64,${png.toString('base64')}`]) {
    const image = await read({ type: 'image' }, { x: text })
    assert.ok(image instanceof Tensor)
    assert.deepEqual(image.shape, [3, 3, 2])
  }
  await assert.rejects(read({ type: 'integer' }, { x: 1.5 }), /expected an integer/)
  await assert.rejects(read({ type: 'string' }, { x: 1 }), /expected a string/)
  await assert.rejects(read({ type: 'boolean' }, { x: 'true' }), /expected a boolean/)
  await assert.rejects(read({ type: 'json', default: '{' }))
  await assert.rejects(read({ type: 'image' }), /has to be given/)
  await assert.rejects(read({ type: 'image' }, { x: 'AAAA' }))
  assert.deepEqual((await runKind('GraphOutput', { value: 7 })).outputs, { value: 7 })
})

test('Inference asks a model of the registry by its name', async () => {
  const infer = async (reference: string, { input }: Record<string, Tensor>) => {
    assert.equal(reference, 'acme/twice@1.0.0')
    return { y: input!.mul(2) }
  }
  const given = { model: 'acme/twice@1.0.0', input: tensor([1, 2]) }
  const { outputs } = await runKind('Inference', given, {}, { infer })
  assert.deepEqual(await numbers(outputs.output), [2, 4])
  assert.equal(outputs.model, given.model)
  // ModelLoader only names it.
  const loaded = await runKind('ModelLoader', {}, { path: 'acme/twice@1.0.0' })
  const asked = await runKind('Inference', { ...given, model: loaded.outputs.model }, {}, { infer })
  assert.deepEqual(await numbers(asked.outputs.output), [2, 4])
  await assert.rejects(runKind('Optimizer', { model: loaded.outputs.model }), /only Inference can ask it/)
})

test('Map, Reduce and Switch', async () => {
  const runPreset = async (name: string, item: unknown) => `${name} of ${item}`
  const mapped = await runKind('Map', { items: [1, 2] }, { subgraph: 'Half' }, { runPreset })
  assert.deepEqual(mapped.outputs, { results: ['Half of 1', 'Half of 2'], count: 2 })
  await assert.rejects(runKind('Map', { items: [] }), /no preset/)

  const items = [tensor([1, 2]), tensor([3, 6])]
  const reduce = async (operation: string, dim = 0, list: unknown[] = items) =>
    (await runKind('Reduce', { items: list }, { operation, dim })).outputs.result
  assert.deepEqual(await numbers(await reduce('sum')), [4, 8])
  assert.deepEqual(await numbers(await reduce('mean')), [2, 4])
  assert.deepEqual(await numbers(await reduce('min')), [1, 2])
  assert.deepEqual(await numbers(await reduce('max')), [3, 6])
  assert.deepEqual(await numbers(await reduce('concat')), [1, 2, 3, 6])
  assert.deepEqual(await numbers(await reduce('stack', 1)), [1, 3, 2, 6])
  assert.equal(await reduce('first'), items[0])
  assert.equal(await reduce('last'), items[1])
  assert.deepEqual(await numbers(await reduce('mean', 0, [1, 2, 6])), [3])
  await assert.rejects(reduce('sum', 0, []), /empty/)
  await assert.rejects(reduce('sum', 0, ['a']), /only tensors and numbers/)

  const given = { input_0: 'zero', input_2: 'two' }
  const pick = async (selector: unknown) => (await runKind('Switch', { selector, ...given })).outputs.output
  assert.equal(await pick(2), 'two')
  assert.equal(await pick(1), 'zero')
  assert.equal(await pick(9), 'zero')
  assert.equal(await pick(tensor(2)), 'two')
  await assert.rejects(pick('x'), /must be a number/)
})

test('Print writes what it is given, and hands it on', async () => {
  const lines: string[] = []
  const log = (line: string) => lines.push(line)
  const { outputs } = await runKind('Print', { value: tensor([1.5, -2]) }, { label: 'pair' }, { log })
  assert.deepEqual(await numbers(outputs.value), [1.5, -2])
  await runKind('Print', { value: ['a', 1] }, {}, { log })
  assert.equal(lines.length, 2)
  assert.match(lines[0]!, /^\[pair\] .*1\.5.*-2/)
  assert.match(lines[1]!, /^\[.*a.*1.*\]$/)
})

everyKindRuns(import.meta.url)
