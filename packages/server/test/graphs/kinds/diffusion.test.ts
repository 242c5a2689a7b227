import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Module, randn, type Tensor, zeros } from '@nodeyard/tensor'
import { noiseSchedule } from '../../../src/domain/graphs/diffusion/noise-schedule.ts'
import { sample } from '../../../src/domain/graphs/diffusion/sample.ts'
import { assertClose, checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { asTensor, numbersOf, type Recorded, readFixture, runKind, toTensor } from './run-kind.ts'

checkCases('diffusion')

interface Sampled {
  schedule: 'linear' | 'cosine'
  betas: number[]
  noise: Recorded
  fresh: Recorded[]
  image: Recorded
}

for (const { schedule, betas, noise, fresh, image } of readFixture<Sampled[]>('sampling')) {
  test(`a ${schedule} schedule and sampling by it are those of the papers`, async () => {
    const own = noiseSchedule({ steps: betas.length, schedule, betaStart: 0.01, betaEnd: 0.3 })
    for (const [i, beta] of betas.entries()) assert.ok(Math.abs(own[i]! - beta) < 1e-9, `beta ${i}`)
    const draws = fresh.map(toTensor)
    const made = await sample({
      noise: toTensor(noise),
      betas: own,
      predict: (images) => images.mul(0.1),
      draw: () => draws.pop()!,
      signal: new AbortController().signal,
    })
    const [numbers] = await numbersOf([made])
    assertClose('image', made, numbers!, image)
  })
}

test('DDPMSampler asks the network of DiffusionUNet at every step, the same for the same seed', async () => {
  const unet = { in_channels: 1, base_channels: 4, channel_mult: '1,2', time_emb_dim: 8, num_groups: 2 }
  const { outputs, module } = await runKind('DiffusionUNet', { params: unet })
  assert.equal(outputs.model, module)
  const asked: string[] = []
  class Asked extends Module {
    forward(images: Tensor, steps: Tensor): Tensor {
      asked.push(`${images.shape} ${steps.dtype} ${steps.shape} ${this.training}`)
      return (module as unknown as Asked).forward(images, steps)
    }
  }
  const model = new Asked()
  const noise = randn([2, 1, 4, 4])
  const params = { num_steps: 3, seed: 1 }
  const runs = [
    await runKind('DDPMSampler', { inputs: { model, noise }, params }),
    await runKind('DDPMSampler', { inputs: { model, noise }, params }),
    await runKind('DDPMSampler', { inputs: { model, noise }, params: { ...params, seed: 2 } }),
    await runKind('DDPMSampler', {
      inputs: { model, noise },
      params: { ...params, num_steps: 1, beta_start: 0 },
    }),
  ]
  assert.equal(asked[0], '2,1,4,4 int64 2 false')
  assert.equal(model.training, true)
  const [first, same, other, untouched, before] = await numbersOf([
    ...runs.map((ran) => asTensor(ran.outputs.image)),
    noise,
  ])
  assert.ok(first!.every(Number.isFinite))
  assert.deepEqual(first, same)
  assert.notDeepEqual(first, other)
  assert.deepEqual(untouched, before)
})

test('DDPMSampler stops when its run is stopped', async () => {
  const stopper = new AbortController()
  let steps = 0
  const sampling = sample({
    noise: zeros([1, 1, 2, 2]),
    betas: Array(10_000).fill(0.1),
    predict: (images) => images.mul(0.1),
    draw: () => {
      if (++steps === 3) stopper.abort(new Error('stopped'))
      return zeros([1, 1, 2, 2])
    },
    signal: stopper.signal,
  })
  await assert.rejects(sampling, /stopped/)
  assert.equal(steps, 3)
})

test('DiffusionUNet says what does not fit', async () => {
  const refused = (params: Record<string, unknown>, message: RegExp) =>
    assert.rejects(runKind('DiffusionUNet', { params }), message)
  await refused({ num_groups: 5 }, /16 channels do not make 5 groups/)
  await refused({ time_emb_dim: 7 }, /time_emb_dim is even, not 7/)
  await refused({ channel_mult: '' }, /a number from 1 for each level/)
})

test('GaussianNoise takes its shape from a tensor, and its numbers from its seed', async () => {
  const shape_ref = zeros([100, 50])
  const params = { mean: 3, std: 0.5 }
  const runs = [
    await runKind('GaussianNoise', { inputs: { shape_ref }, params, seed: 1 }),
    await runKind('GaussianNoise', { inputs: { shape_ref }, params, seed: 2 }),
    await runKind('GaussianNoise', { params: { shape: '2, 5', seed: 3 } }),
  ]
  const tensors = runs.map(({ outputs }) => asTensor(outputs.noise))
  assert.deepEqual(
    tensors.map(({ shape }) => shape),
    [
      [100, 50],
      [100, 50],
      [2, 5],
    ],
  )
  const [first, same] = await numbersOf(tensors)
  assert.deepEqual(first, same)
  const mean = first!.reduce((sum, x) => sum + x, 0) / first!.length
  const variance = first!.reduce((sum, x) => sum + (x - mean) ** 2, 0) / first!.length
  assert.ok(Math.abs(mean - 3) < 0.05 && Math.abs(Math.sqrt(variance) - 0.5) < 0.03)
})

everyKindRuns(import.meta.url)
