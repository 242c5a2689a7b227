import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Module, Tensor, tensor } from '@nodeyard/tensor'
import { ResultCache } from '../../../src/domain/graphs/execute/result-cache.ts'
import { readLayerGraph } from '../../../src/domain/graphs/training/layer-graph.ts'
import { LOSS_TYPES, makeLoss } from '../../../src/domain/graphs/training/losses.ts'
import { OPTIMIZER_TYPES, SCHEDULE_TYPES } from '../../../src/domain/graphs/training/optimizers.ts'
import { SequentialModel } from '../../../src/domain/graphs/training/sequential-model.ts'
import { draw, runGraph } from '../draw.ts'
import { everyKindRuns } from './every-kind-runs.ts'

type Box = [type: string, params?: Record<string, unknown>]

/** One layer after the other between an Input and an Output. */
export const chain = (...layers: Box[]) => {
  const ids = ['in', ...layers.map((_, i) => `l${i}`), 'out']
  return JSON.stringify({
    version: 2,
    nodes: [
      { id: 'in', type: 'Input', ports: [{ id: 'x', name: 'x' }] },
      ...layers.map(([type, params], i) => ({ id: `l${i}`, type, params })),
      { id: 'out', type: 'Output', ports: [{ id: 'y', name: 'y' }] },
    ],
    edges: ids.slice(1).map((target, i) => ({ source: ids[i], target })),
  })
}

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

test('layer graphs branch and merge, with several ports', async () => {
  const layers = JSON.stringify({
    version: 2,
    nodes: [
      {
        id: 'in',
        type: 'Input',
        ports: [
          { id: 'pa', name: 'a' },
          { id: 'pb', name: 'b' },
        ],
      },
      { id: 'sub', type: 'Subtract' },
      { id: 'cat', type: 'Concat', params: { dim: 1 } },
      { id: 'flat', type: 'Reshape', params: { shape: '-1' } },
      {
        id: 'out',
        type: 'Output',
        ports: [
          { id: 'p1', name: 'difference' },
          { id: 'p2', name: 'both' },
        ],
      },
    ],
    edges: [
      { source: 'in', sourceHandle: 'pa', target: 'sub' },
      { source: 'in', sourceHandle: 'pb', target: 'sub' },
      { source: 'in', sourceHandle: 'pa', target: 'cat' },
      { source: 'in', sourceHandle: 'pb', target: 'cat' },
      { source: 'cat', target: 'flat' },
      { source: 'sub', target: 'out', targetHandle: 'p1' },
      { source: 'flat', target: 'out', targetHandle: 'p2' },
    ],
  })
  const model = new SequentialModel(layers)
  const given = model.forward(tensor([[5, 7]]), tensor([[1, 2]])) as Record<string, Tensor>
  assert.deepEqual(await given.difference!.tolist(), [[4, 5]])
  assert.deepEqual(await given.both!.tolist(), [[5, 7, 1, 2]])
})

test('every layer type makes a tensor of the shape PyTorch makes', () => {
  const cases: [Box, shape: number[], expected: number[]][] = [
    [
      ['Conv2d', { in_channels: 2, out_channels: 4, kernel_size: [3, 3], padding: 'same' }],
      [1, 2, 8, 8],
      [1, 4, 8, 8],
    ],
    [
      ['Conv2d', { in_channels: 2, out_channels: 4, kernel_size: 3, stride: 2, padding: 1 }],
      [1, 2, 8, 8],
      [1, 4, 4, 4],
    ],
    [
      ['Conv1d', { in_channels: 2, out_channels: 4, kernel_size: 3 }],
      [1, 2, 8],
      [1, 4, 6],
    ],
    [
      ['ConvTranspose2d', { in_channels: 2, out_channels: 4, kernel_size: 2, stride: 2 }],
      [1, 2, 4, 4],
      [1, 4, 8, 8],
    ],
    [
      ['BatchNorm2d', { num_features: 2 }],
      [2, 2, 4, 4],
      [2, 2, 4, 4],
    ],
    [
      ['BatchNorm1d', { num_features: 3 }],
      [2, 3],
      [2, 3],
    ],
    [
      ['LayerNorm', { normalized_shape: '4' }],
      [2, 4],
      [2, 4],
    ],
    [
      ['GroupNorm', { num_groups: 2, num_channels: 4 }],
      [1, 4, 2, 2],
      [1, 4, 2, 2],
    ],
    [
      ['InstanceNorm2d', { num_features: 2 }],
      [1, 2, 4, 4],
      [1, 2, 4, 4],
    ],
    [
      ['MaxPool2d', { kernel_size: 2 }],
      [1, 1, 4, 4],
      [1, 1, 2, 2],
    ],
    [
      ['AvgPool2d', { kernel_size: 2, stride: 1 }],
      [1, 1, 4, 4],
      [1, 1, 3, 3],
    ],
    [
      ['AdaptiveAvgPool2d', { output_size: [1, 2] }],
      [1, 3, 4, 4],
      [1, 3, 1, 2],
    ],
    [
      ['Dropout', { p: 0.2 }],
      [2, 3],
      [2, 3],
    ],
    [
      ['Linear', { in_features: 3, out_features: 5, bias: false }],
      [2, 3],
      [2, 5],
    ],
    [['Flatten'], [2, 3, 4], [2, 12]],
    [
      ['Embedding', { num_embeddings: 9, embedding_dim: 4, padding_idx: 0 }],
      [2, 3],
      [2, 3, 4],
    ],
    [
      ['Reshape', { shape: '2,-1' }],
      [2, 6],
      [2, 2, 3],
    ],
    [
      ['SelectIndex', { dim: 1, index: -1 }],
      [2, 3, 4],
      [2, 4],
    ],
    [
      ['TransformerEncoder', { d_model: 8, nhead: 2, num_layers: 1, dim_feedforward: 16 }],
      [2, 3, 8],
      [2, 3, 8],
    ],
    [
      ['TransformerDecoder', { d_model: 8, nhead: 2, num_layers: 1, dim_feedforward: 16 }],
      [2, 3, 8],
      [2, 3, 8],
    ],
    [
      ['LSTM', { input_size: 4, hidden_size: 6, bidirectional: true }],
      [2, 3, 4],
      [2, 3, 12],
    ],
    [
      ['GRU', { input_size: 4, hidden_size: 6 }],
      [2, 3, 4],
      [2, 3, 6],
    ],
    [
      ['MultiHeadAttention', { embed_dim: 8, num_heads: 2 }],
      [2, 3, 8],
      [2, 3, 8],
    ],
    ...[
      'ReLU',
      'GELU',
      'Sigmoid',
      'Tanh',
      'LeakyReLU',
      'ELU',
      'SiLU',
      'Mish',
      'SELU',
      'PReLU',
      'Hardswish',
      'Softmax',
    ].map((type): [Box, number[], number[]] => [
      [type, { inplace: true }],
      [2, 3],
      [2, 3],
    ]),
  ]
  for (const [layer, shape, expected] of cases) {
    const make = () => {
      const model = new SequentialModel(chain(layer))
      const count = shape.reduce((a, b) => a * b, 1)
      const isIndex = layer[0] === 'Embedding'
      const x = isIndex
        ? tensor(new BigInt64Array(count), { shape })
        : tensor(new Float32Array(count), { shape })
      return (model.forward(x) as Tensor).shape
    }
    assert.deepEqual([...make()], expected, layer[0])
  }
})

test('what is wrong with a layer graph is said, all of it', () => {
  const say = (value: unknown) => {
    try {
      readLayerGraph(typeof value === 'string' ? value : JSON.stringify(value))
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.match(say('{'), /^layers: no JSON/)
  assert.match(say({ version: 1, nodes: [], edges: [] }), /version 1 cannot be read; it must be 2/)
  assert.match(
    say({ version: 2, nodes: [], edges: [] }),
    /exactly one Input is needed, not 0; exactly one Output/,
  )
  const port = (name: string) => ({ id: name, name })
  const ends = [
    { id: 'in', type: 'Input', ports: [port('x'), port('z')] },
    { id: 'out', type: 'Output', ports: [port('y')] },
  ]
  const circle = say({
    version: 2,
    nodes: [...ends, { id: 'a', type: 'ReLU' }, { id: 'b', type: 'ReLU' }],
    edges: [
      { source: 'a', target: 'b' },
      { source: 'b', target: 'a' },
      { source: 'in', sourceHandle: 'x', target: 'out', targetHandle: 'y' },
      { source: 'a', target: 'out', targetHandle: 'y' },
    ],
  })
  assert.match(circle, /in a circle/)
  assert.match(circle, /the output port "y" needs one edge, not 2/)
  assert.match(circle, /the input port "z" is not used/)
  const build = (layers: string) => {
    try {
      return String(new SequentialModel(layers) satisfies Module)
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.match(build(chain(['Nothing'])), /there is no layer type "Nothing"/)
  assert.match(build(chain(['constructor'])), /there is no layer type "constructor"/)
  assert.match(build(chain(['Linear', { in_features: 3 }])), /Linear "l0" needs "out_features"/)
  assert.match(
    build(chain(['Linear', { in_features: 3, out_features: 2, biass: 1 }])),
    /has no parameter "biass"/,
  )
  assert.match(build(chain(['Add'])), /Add "l0" takes at least 2 incoming edges, not 1/)
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
