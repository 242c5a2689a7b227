import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import sharp from 'sharp'
import { parse } from 'yaml'
import { type Digit, sampleDigits, splitDigits } from '../train/digits-data.ts'

// ONNX Runtime asks for it when it makes its first session: no device id, no events sent to its maker.
process.env.ORT_DISABLE_TELEMETRY = '1'

const home = join(import.meta.dirname, '..')
const { training, heldOut } = splitDigits()
let session: InferenceSession

before(async () => {
  session = await InferenceSession.create(join(home, 'model/model.onnx'), { intraOpNumThreads: 1 })
})

test('the split is 8,000 and 2,000, every label in the same share, no digit in both', () => {
  assert.equal(training.length, 8000)
  assert.equal(heldOut.length, 2000)
  const pictures = new Set(
    [...training, ...heldOut].map(({ pixels }) => Buffer.from(pixels).toString('latin1')),
  )
  assert.equal(pictures.size, 10000)
  for (let label = 0; label < 10; label++) {
    const [seen, unseen] = [training, heldOut].map(
      (part) => part.filter((digit) => digit.label === label).length,
    )
    assert.ok(Math.abs(unseen! - (seen! + unseen!) / 5) < 1, `label ${label}: ${seen} and ${unseen}`)
  }
})

test('images/ are the samples of the held-out digits, and at least 19 of 20 are read right', async () => {
  const names = readdirSync(join(home, 'images')).sort()
  const samples = sampleDigits(heldOut)
  assert.deepEqual(
    names,
    samples.map(({ label }, i) => `${label}-${(i % 2) + 1}.png`),
  )

  const decoded = await Promise.all(names.map(readPicture))
  assert.deepEqual(decoded, samples)
  const answers = await answer(decoded)
  assert.ok(countRight(answers.logits, decoded) >= 19)
})

test('requests/seven.json is the first seven, and is read as one', async () => {
  const { input } = readJson('requests/seven.json') as { input: { image: number[][][][] } }
  assert.deepEqual(
    Uint8Array.from(input.image.flat(3), (fraction) => Math.round(fraction * 255)),
    sampleDigits(heldOut)[14]!.pixels,
  )
  const image = new Tensor('float32', Float32Array.from(input.image.flat(3)), [1, 1, 28, 28])
  const { logits } = await session.run({ image })
  assert.equal(highest(logits!.data as Float32Array), 7)
})

test('held-out accuracy is what the model card, model.yaml and results.json say', async () => {
  const { logits } = await answer(heldOut)
  const accuracy = countRight(logits, heldOut) / heldOut.length
  assert.ok(accuracy >= 0.97, `accuracy ${accuracy}`)

  const [, frontMatter, body] = readText('model/model_card.md').split(/^---$/m)
  const stated = {
    'results.json': (readJson('train/results.json') as { accuracy: number }).accuracy,
    'front matter': (parse(frontMatter!) as { benchmarks: { value: number }[] }).benchmarks[0]!.value,
    'card, in words': Number(/\*\*([\d.]+) %\*\*/.exec(body!)?.[1]) / 100,
    'model.yaml':
      Number(/([\d.]+) %/.exec((parse(readText('model/model.yaml')) as { summary: string }).summary)?.[1]) /
      100,
  }
  for (const [where, value] of Object.entries(stated)) {
    assert.ok(Math.abs(value - accuracy) <= 0.001, `${where} says ${value}, measured ${accuracy}`)
  }
})

test("ONNX Runtime gives PyTorch's numbers", async () => {
  const samples = sampleDigits(heldOut)
  const expected = readJson('test/torch-answers.json') as Record<'logits' | 'probabilities', number[][]>
  const { logits, probabilities } = await answer(samples)
  assertClose(logits, expected.logits.flat(), 1e-5)
  assertClose(probabilities, expected.probabilities.flat(), 1e-5)
})

test('a digit is answered alike alone, among 7 and among 64', async () => {
  const digits = heldOut.filter((_, i) => i % 31 === 0).slice(0, 64)
  const together = await answer(digits)
  for (const size of [1, 7]) {
    for (let start = 0; start < digits.length; start += size) {
      const few = await answer(digits.slice(start, start + size))
      assertClose(few.logits, together.logits.slice(start * 10, (start + size) * 10), 1e-5)
      assertClose(few.probabilities, together.probabilities.slice(start * 10, (start + size) * 10), 1e-6)
    }
  }
})

test('model.onnx is small, and has the names, dtypes and shapes that config.json and the card state', () => {
  assert.ok(statSync(join(home, 'model/model.onnx')).size < 500_000)
  const config = readJson('model/config.json') as Record<'inputs' | 'outputs', Record<string, Port>>
  const card = parse(readText('model/model_card.md').split(/^---$/m)[1]!) as Record<
    'inputs' | 'outputs',
    object[]
  >
  for (const [side, metadata] of [
    ['inputs', session.inputMetadata],
    ['outputs', session.outputMetadata],
  ] as const) {
    const ports = metadata.map((port) => {
      assert.ok(port.isTensor)
      return { name: port.name, dtype: port.type, shape: [...port.shape] }
    })
    assert.deepEqual(
      ports,
      Object.entries(config[side]).map(([name, { dtype, shape }]) => ({ name, dtype, shape })),
    )
    assert.deepEqual(
      ports.map(({ name, shape }) => ({ [name]: shape })),
      card[side],
    )
  }
})

interface Port {
  dtype: string
  shape: (string | number)[]
}

function readText(path: string): string {
  return readFileSync(join(home, path), 'utf8')
}

function readJson(path: string): unknown {
  return JSON.parse(readText(path))
}

async function readPicture(name: string): Promise<Digit> {
  const { data, info } = await sharp(join(home, 'images', name))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  assert.deepEqual([info.width, info.height, info.channels], [28, 28, 1])
  return { label: Number(name[0]), pixels: Uint8Array.from(data) }
}

async function answer(digits: Digit[]): Promise<{ logits: Float32Array; probabilities: Float32Array }> {
  const pixels = Float32Array.from(
    digits.flatMap((digit) => [...digit.pixels]),
    (byte) => byte / 255,
  )
  const image = new Tensor('float32', pixels, [digits.length, 1, 28, 28])
  const { logits, probabilities } = await session.run({ image })
  assert.deepEqual(logits!.dims, [digits.length, 10])
  assert.deepEqual(probabilities!.dims, [digits.length, 10])
  return { logits: logits!.data as Float32Array, probabilities: probabilities!.data as Float32Array }
}

function highest(scores: Float32Array): number {
  return scores.indexOf(Math.max(...scores))
}

function countRight(logits: Float32Array, digits: Digit[]): number {
  return digits.filter(({ label }, i) => highest(logits.subarray(i * 10, i * 10 + 10)) === label).length
}

/** Each number within `tolerance` of the expected one, absolutely or, for numbers beyond 1, relatively. */
function assertClose(actual: Float32Array, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length)
  for (const [i, value] of actual.entries()) {
    const off = Math.abs(value - expected[i]!) / Math.max(1, Math.abs(expected[i]!))
    assert.ok(off <= tolerance, `[${i}] is ${value}, expected ${expected[i]}`)
  }
}
