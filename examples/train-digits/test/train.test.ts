import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { bytesSource, readOnnx, readSafetensors } from '../../../packages/tensor/src/formats/index.ts'
import { runOnnx } from '../../../packages/tensor/src/index.ts'
import { splitDigits } from '../../digits/train/digits-data.ts'

const out = await mkdtemp(join(tmpdir(), 'nodeyard-train-'))
after(() => rm(out, { recursive: true }))

test('a few steps learn something, and what is written is the network that was trained', async () => {
  const script = join(import.meta.dirname, '..', 'train.ts')
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [script, '--epochs', '1', '--steps', '30', '--out', out])
  const share = Number(/held out ([\d.]+) %/.exec(stdout)?.[1])
  assert.ok(share > 60, stdout)

  const weights = await readSafetensors(bytesSource(await readFile(join(out, 'model.safetensors'))))
  assert.ok(weights.parameterCount > 29_000)
  const bytes = new Uint8Array(await readFile(join(out, 'model.onnx')))
  const { inputs, metadata } = await readOnnx(bytesSource(bytes))
  assert.deepEqual(inputs[0]!.shape, ['batch', 1, 28, 28])

  const { heldOut } = splitDigits()
  const image = Float32Array.from(heldOut.flatMap(({ pixels }) => Array.from(pixels, (level) => level / 255)))
  const shape = [heldOut.length, 1, 28, 28]
  const [results] = await runOnnx(bytes, [{ image: { dtype: 'float32', shape, data: image } }])
  const logits = results!.logits!.data as Float32Array
  const isRight = heldOut.map(({ label }, i) => {
    const own = logits.subarray(i * 10, i * 10 + 10)
    return own.indexOf(Math.max(...own)) === label
  })
  const found = isRight.filter(Boolean).length / heldOut.length
  assert.ok(Math.abs(found - Number(metadata.accuracy)) < 0.002, `${found}, not ${metadata.accuracy}`)
})
