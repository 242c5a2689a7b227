// Trains a small convolutional network on 8,000 real digits with the tensor engine, says how it does on the 2,000 it
// has not seen, and writes its weights (safetensors) and the model itself (ONNX).
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  Adam,
  BatchNorm2d,
  Conv2d,
  compile,
  crossEntropy,
  DataLoader,
  defaultEngine,
  exportOnnx,
  Flatten,
  Linear,
  MaxPool2d,
  manualSeed,
  OneCycleLR,
  ReLU,
  Sequential,
  type Tensor,
  TensorDataset,
  tensor,
} from '../../packages/tensor/src/index.ts'
import { type Digit, SIDE, splitDigits } from '../digits/train/digits-data.ts'

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '4' },
    batch: { type: 'string', default: '64' },
    /** At most so many steps, for a look. */
    steps: { type: 'string', default: 'Infinity' },
    out: { type: 'string', default: join(dirname(import.meta.filename), 'out') },
  },
})

/** Pictures as bytes [1, 28, 28] and their labels. */
function dataset(digits: readonly Digit[]): TensorDataset {
  const pixels = new Uint8Array(digits.length * SIDE * SIDE)
  for (const [i, digit] of digits.entries()) pixels.set(digit.pixels, i * SIDE * SIDE)
  const labels = BigInt64Array.from(digits, ({ label }) => BigInt(label))
  return new TensorDataset(
    [
      { name: 'picture', dtype: 'uint8', shape: [1, SIDE, SIDE] },
      { name: 'label', dtype: 'int64', shape: [] },
    ],
    [pixels, labels],
  )
}

const started = performance.now()
const seconds = () => ((performance.now() - started) / 1000).toFixed(1)
manualSeed(1)
const { training, heldOut } = splitDigits()
const batchSize = Number(values.batch)
const loader = new DataLoader(dataset(training), { batchSize, shuffle: true, seed: 1, dropLast: true })
const examination = new DataLoader(dataset(heldOut), { batchSize: 500 })

const net = new Sequential(
  new Conv2d(1, 16, 5, { padding: 2 }),
  new BatchNorm2d(16),
  new ReLU(),
  new MaxPool2d(2),
  new Conv2d(16, 32, 5, { padding: 2 }),
  new BatchNorm2d(32),
  new ReLU(),
  new MaxPool2d(2),
  new Flatten(),
  new Linear(32 * 7 * 7, 10),
)
const optimizer = new Adam(net.parameters())
const totalSteps = Number(values.epochs) * loader.length
const schedule = new OneCycleLR(optimizer, { maxLr: 5e-3, totalSteps, cycleMomentum: false })
const see = (pictures: Tensor) => net.forward(pictures.to('float32').div(255)) as Tensor

const learn = compile((pictures: Tensor, labels: Tensor) => {
  const loss = crossEntropy(see(pictures), labels)
  optimizer.minimize(loss)
  return loss
})
const count = compile((pictures: Tensor, labels: Tensor) => {
  return see(pictures).argmax(1).eq(labels).to('int64').sum()
})

async function accuracy(): Promise<number> {
  net.eval()
  let right = 0
  for await (const [pictures, labels] of examination) right += await (await count(pictures!, labels!)).item()
  net.train()
  return right / heldOut.length
}

let step = 0
let latest = 0
const most = Number(values.steps)
for (let epoch = 1; epoch <= Number(values.epochs) && step < most; epoch++) {
  let sum = 0
  let steps = 0
  for await (const [pictures, labels] of loader) {
    sum += await (await learn(pictures!, labels!)).item()
    steps++
    if (++step < totalSteps) schedule.step()
    if (step >= most) break
  }
  latest = await accuracy()
  const share = (latest * 100).toFixed(2)
  console.log(`epoch ${epoch}: loss ${(sum / steps).toFixed(4)}, held out ${share} % after ${seconds()} s`)
}

net.eval()
await mkdir(values.out, { recursive: true })
const weights = await net.toSafetensors({ accuracy: latest.toFixed(4) })
await writeFile(join(values.out, 'model.safetensors'), weights)
const example = tensor(new Uint8Array(SIDE * SIDE), { shape: [1, 1, SIDE, SIDE] }).to('float32')
const model = await exportOnnx(net, [example], {
  dynamicBatch: true,
  inputNames: ['image'],
  outputNames: ['logits'],
  metadata: { accuracy: latest.toFixed(4), input: 'grey levels from 0 (paper) to 1 (ink)' },
})
await writeFile(join(values.out, 'model.onnx'), model)
const total = net.parameters().reduce((sum, { numel }) => sum + numel, 0)
console.log(
  `${total} parameters, ${step} steps, ${seconds()} s: ${(latest * 100).toFixed(2)} % of ${heldOut.length}`,
)
console.log(`written to ${values.out}: model.safetensors, model.onnx`)
await defaultEngine().close()
