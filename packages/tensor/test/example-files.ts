import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { exportOnnx, Linear, randn, tensor, tensorsToSafetensors } from '../src/index.ts'

/** The smallest PNG: one pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Writes the files that examples read into the folder it is called in. */
export async function writeExampleFiles(): Promise<void> {
  const weights = { weight: randn([2, 3]), bias: randn([2]) }
  writeFileSync('model.safetensors', await tensorsToSafetensors(weights))
  const samples = { pictures: randn([4, 2, 2]), labels: tensor([0n, 1n, 1n, 0n]) }
  writeFileSync('train.safetensors', await tensorsToSafetensors(samples))
  copyFileSync(new URL('fixtures/state-dict.pt', import.meta.url), 'model.pt')
  const model = await exportOnnx(new Linear(4, 3), [randn([1, 4])], { dynamicBatch: true, check: false })
  writeFileSync('model.onnx', model)
  writeFileSync('iris.csv', 'sepal,petal,species\n5.1,1.4,setosa\n7,4.7,versicolor\n')
  // CIFAR: a label and 32 by 32 pixels of three colours; IDX: magic number, sizes, bytes.
  for (const i of [1, 2]) writeFileSync(`data_batch_${i}.bin`, new Uint8Array(2 * 3073))
  const idx = (sizes: number[]) => {
    const count = sizes.reduce((a, b) => a * b, 1)
    const header = [0, 0, 8, sizes.length, ...sizes.flatMap((size) => [0, 0, 0, size])]
    return gzipSync(Uint8Array.from([...header, ...new Uint8Array(count)]))
  }
  writeFileSync('train-images-idx3-ubyte.gz', idx([2, 28, 28]))
  writeFileSync('train-labels-idx1-ubyte.gz', idx([2]))
  for (const kind of ['cats', 'dogs']) {
    mkdirSync(`pictures/${kind}`, { recursive: true })
    writeFileSync(`pictures/${kind}/1.png`, Buffer.from(PNG, 'base64'))
  }
}
