import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tensor, tensor } from '@nodeyard/tensor'
import { ResultCache } from '../../../src/domain/graphs/execute/result-cache.ts'
import { LOSS_TYPES, makeLoss } from '../../../src/domain/graphs/training/losses.ts'
import { OPTIMIZER_TYPES, SCHEDULE_TYPES } from '../../../src/domain/graphs/training/optimizers.ts'
import type { SequentialModel } from '../../../src/domain/graphs/training/sequential-model.ts'
import { draw, runGraph } from '../draw.ts'
import { type Box, chain } from './chain.ts'
import { everyKindRuns } from './every-kind-runs.ts'

const LINE = chain(
  ['Linear', { in_features: 1, out_features: 8 }],
  ['Tanh'],
  ['Linear', { in_features: 8, out_features: 1 }],
)
const SIGNS = chain(
  ['Linear', { in_features: 1, out_features: 8 }],
  ['ReLU'],
  ['Dropout', { p: 0.1 }],
  ['Linear', { in_features: 8, out_features: 2 }],
)

const training = (
  params: Record<string, unknown>,
  boxes: Record<string, Box> = {},
  wires: [string, string][] = [],
) =>
  draw(
    {
      data: ['Points'],
      batches: ['DataLoader', { batch_size: 16 }],
      model: ['SequentialModel', { layers: LINE }],
      loss: ['Loss', { type: 'MSELoss' }],
      optimizer: ['Optimizer', { type: 'Adam', lr: 0.05 }],
      loop: ['TrainingLoop', params],
      ...boxes,
    },
    [
      ['data.dataset', 'batches.dataset'],
      ['model.model', 'loop.model'],
      ['model.model', 'optimizer.model'],
      ['batches.dataloader', 'loop.dataloader'],
      ['loss.loss_fn', 'loop.loss_fn'],
      ['optimizer.optimizer', 'loop.optimizer'],
      ...wires,
    ],
  )

const losses = async (value: unknown) => {
  assert.ok(value instanceof Tensor)
  return (await value.tolist()) as number[]
}

test('training learns, tells of every epoch, and gives the same numbers again', async () => {
  const graph = training({ epochs: 20 })
  const cache = new ResultCache().of('acc_1')
  const first = await runGraph(graph, { seed: 7, cache })
  assert.equal(first.error, undefined)
  const curve = await losses(first.output('loop', 'losses'))
  assert.equal(curve.length, 20)
  assert.ok(curve[19]! < curve[0]! / 20, `${curve}`)
  const [config, ...epochs] = first.progress
  assert.deepEqual(config, {
    event: 'config',
    config: {
      model_class: 'SequentialModel',
      params: 25,
      trainable: 25,
      optimizer: 'Adam',
      lr: 0.05,
      loss_fn: 'MSELoss',
      epochs: 20,
      device: 'cpu',
      batch_size: 16,
      early_stopping: false,
      patience: 0,
      grad_clip_norm: 'disabled',
      has_validation: false,
      has_lr_scheduler: false,
    },
  })
  assert.equal(epochs.length, 20)
  assert.deepEqual(Object.keys(epochs[0]!), ['event', 'epoch', 'total_epochs', 'loss', 'losses', 'lr'])
  assert.equal((epochs[4]!.losses as number[]).length, 5)

  const again = await runGraph(graph, { seed: 7 })
  assert.deepEqual(await losses(again.output('loop', 'losses')), curve)
  const other = await runGraph(graph, { seed: 8 })
  assert.notDeepEqual(await losses(other.output('loop', 'losses')), curve)

  // A change in the loop alone begins at the same fresh weights, although the model came from the cache.
  const longer = await runGraph(training({ epochs: 21 }), { seed: 7, cache })
  assert.ok(longer.cached.includes('model'))
  assert.deepEqual((await losses(longer.output('loop', 'losses'))).slice(0, 20), curve)
})

test('held-out batches, schedules, clipping and early stopping, which brings the best weights back', async () => {
  const run = await runGraph(
    training(
      { epochs: 40, early_stopping_patience: 2, grad_clip_norm: 0.5 },
      {
        optimizer: ['Optimizer', { type: 'SGD', lr: 3 }],
        held: ['DataLoader', { batch_size: 64, shuffle: false }],
        schedule: ['LRScheduler', { type: 'StepLR', step_size: 1, gamma: 0.9 }],
      },
      [
        ['data.dataset', 'held.dataset'],
        ['held.dataloader', 'loop.val_dataloader'],
        ['optimizer.optimizer', 'schedule.optimizer'],
        ['schedule.scheduler', 'loop.lr_scheduler'],
      ],
    ),
  )
  assert.equal(run.error, undefined)
  const metrics = run.output('loop', 'metrics') as {
    stopped_early: boolean
    best_epoch: number
    total_epochs_run: number
    lr_history: number[]
  }
  const held = await losses(run.output('loop', 'val_losses'))
  assert.equal(metrics.stopped_early, true)
  assert.equal(held[metrics.best_epoch - 1], Math.min(...held))
  assert.equal(metrics.total_epochs_run, held.length)
  assert.equal(metrics.best_epoch + 2, held.length)
  assert.ok(Math.abs(metrics.lr_history[2]! - 3 * 0.81) < 1e-9)
  const frame = run.progress.at(-1)!
  assert.equal(frame.patience_counter, 2)
  assert.equal(frame.best_epoch, metrics.best_epoch)
  // The best weights: measured again, they give the best loss.
  const model = run.output('loop', 'model') as SequentialModel
  const x = tensor(
    Float32Array.from({ length: 64 }, (_, i) => i / 32 - 1),
    { shape: [64, 1] },
  )
  const y = model.forward(x) as Tensor
  const loss = await y.sub(x.mul(2).add(1)).square().mean().item()
  assert.ok(Math.abs(loss - Math.min(...held)) < 1e-4, `${loss} ${held}`)
})

test('a classifier is trained and counted', async () => {
  const graph = training(
    { epochs: 15 },
    {
      model: ['SequentialModel', { layers: SIGNS }],
      loss: ['Loss'],
      count: ['EvaluateModel', { batch_size: 10 }],
    },
    [
      ['loop.model', 'count.model'],
      ['data.classes', 'count.dataset'],
    ],
  )
  graph.edges[0]!.sourceHandle = 'classes'
  const run = await runGraph(graph)
  assert.equal(run.error, undefined)
  assert.equal(run.output('count', 'total'), 64)
  assert.ok((run.output('count', 'accuracy') as number) > 0.9)
  assert.equal(run.output('count', 'accuracy'), (run.output('count', 'correct') as number) / 64)
})

test('every optimizer and every schedule trains', async () => {
  for (const [i, type] of OPTIMIZER_TYPES.entries()) {
    const run = await runGraph(
      training(
        { epochs: 2 },
        {
          optimizer: ['Optimizer', { type, lr: 0.01 }],
          schedule: [
            'LRScheduler',
            { type: SCHEDULE_TYPES[i % SCHEDULE_TYPES.length], total_steps: 3, step_size: 1 },
          ],
        },
        [
          ['optimizer.optimizer', 'schedule.optimizer'],
          ['schedule.scheduler', 'loop.lr_scheduler'],
        ],
      ),
    )
    assert.equal(run.status, 'succeeded', `${type}: ${run.error}`)
    assert.ok((await losses(run.output('loop', 'losses'))).every(Number.isFinite), type)
  }
  const refused = await runGraph(
    training({}, { optimizer: ['Optimizer', { type: 'Rprop', weight_decay: 0.1 }] }),
  )
  assert.match(refused.error ?? '', /Rprop has no weight_decay/)
})

test('losses are those of PyTorch', async () => {
  const output = tensor([
    [0.2, 0.7],
    [0.6, 0.4],
  ])
  const logs = output.log()
  // torch.nn with its defaults, PyTorch 1.13.
  const expected: Partial<Record<(typeof LOSS_TYPES)[number], [Tensor, Tensor, number]>> = {
    CrossEntropyLoss: [output, tensor([1n, 0n]), 0.5361077785491943],
    NLLLoss: [logs, tensor([1n, 0n]), 0.4337502717971802],
    MSELoss: [
      output,
      tensor([
        [0, 1],
        [1, 0],
      ]),
      0.1125,
    ],
    L1Loss: [
      output,
      tensor([
        [0, 1],
        [1, 0],
      ]),
      0.325,
    ],
    SmoothL1Loss: [
      output,
      tensor([
        [0, 1],
        [1, 0],
      ]),
      0.05625,
    ],
    HuberLoss: [
      output,
      tensor([
        [0, 1],
        [1, 0],
      ]),
      0.05625,
    ],
  }
  for (const [type, [x, y, value]] of Object.entries(expected)) {
    const loss = await makeLoss(type as 'MSELoss')
      .apply([x], [y])
      .item()
    assert.ok(Math.abs(loss - value) < 1e-6, `${type}: ${loss}`)
  }
  const column = makeLoss('MSELoss').apply([tensor([[1], [3]])], [tensor([1, 1])])
  assert.equal(await column.item(), 2)
  assert.throws(() => makeLoss('MarginRankingLoss').apply([output], [output]), /two outputs and a target/)
  for (const type of LOSS_TYPES) assert.equal(makeLoss(type).type, type)
})

test('stopping a training stops it', async () => {
  const stopper = new AbortController()
  const cache = new ResultCache().of('acc_1')
  const running = runGraph(training({ epochs: 1_000_000 }), { signal: stopper.signal, cache })
  setTimeout(() => stopper.abort(), 1500)
  const { status, events, progress } = await running
  assert.equal(status, 'cancelled')
  assert.equal(events.filter(({ type }) => type === 'execution_stopped').length, 1)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const told = progress.length
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.equal(progress.length, told)
})

test('BackwardOnce hands on what gradients are taken of', async () => {
  const { output } = await runGraph(
    draw({ x: ['TensorCreate', { shape: '3', fill: 'arange' }], back: ['BackwardOnce'] }, [
      ['x.tensor', 'back.tensor'],
    ]),
  )
  assert.deepEqual(await losses(output('back', 'tensor')), [0, 1, 2])
})

everyKindRuns(import.meta.url)
