import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { concat, Linear, Module, mseLoss, Tensor, tensor } from '@nodeyard/tensor'
import type { GraphNodeKind } from '../../../src/domain/graphs/graph-node.ts'
import { catalogue, draw, runGraph } from '../draw.ts'
import { everyKindRuns } from './every-kind-runs.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-models-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const LAYERS = JSON.stringify({
  version: 2,
  nodes: [
    { id: 'in', type: 'Input', ports: [{ id: 'x', name: 'x' }] },
    { id: 'a', type: 'Linear', params: { in_features: 1, out_features: 3 } },
    { id: 'n', type: 'BatchNorm1d', params: { num_features: 3 } },
    { id: 'b', type: 'Linear', params: { in_features: 3, out_features: 1 } },
    { id: 'out', type: 'Output', ports: [{ id: 'y', name: 'y' }] },
  ],
  edges: [
    { source: 'in', target: 'a' },
    { source: 'a', target: 'n' },
    { source: 'n', target: 'b' },
    { source: 'b', target: 'out' },
  ],
})
const boxes: Record<string, [string, Record<string, unknown>?]> = {
  data: ['Points'],
  batches: ['DataLoader', { batch_size: 32 }],
  model: ['SequentialModel', { layers: LAYERS }],
  loss: ['Loss', { type: 'MSELoss' }],
  optimizer: ['Optimizer', { lr: 0.05 }],
  loop: ['TrainingLoop', { epochs: 3 }],
  x: ['TensorCreate', { shape: '4,1', fill: 'ones' }],
}
const wires: [string, string][] = [
  ['data.dataset', 'batches.dataset'],
  ['model.model', 'loop.model'],
  ['model.model', 'optimizer.model'],
  ['batches.dataloader', 'loop.dataloader'],
  ['loss.loss_fn', 'loop.loss_fn'],
  ['optimizer.optimizer', 'loop.optimizer'],
]

const values = async (value: unknown) => {
  assert.ok(value instanceof Tensor)
  return value.tolist()
}

test('weights are saved, and loaded into a fresh model or as a whole, in both formats', async () => {
  const saved = await runGraph(
    draw(
      {
        ...boxes,
        pt: ['ModelSaver', { path: 'nested/line.pt' }],
        st: ['ModelSaver', { path: 'line.pt', format: 'safetensors' }],
        whole: ['ModelSaver', { path: 'whole.pt', save_mode: 'full_model' }],
        ask: ['Inference'],
      },
      [
        ...wires,
        ['loop.model', 'pt.model'],
        ['loop.model', 'st.model'],
        ['loop.model', 'whole.model'],
        ['loop.model', 'ask.model'],
        ['x.tensor', 'ask.input'],
      ],
    ),
    { folder },
  )
  assert.equal(saved.error, undefined)
  const answer = await values(saved.output('ask', 'output'))
  assert.equal(saved.output('st', 'path'), join(folder, 'studio/me/models/line.safetensors'))

  const files: [path: string, mode: string][] = [
    ['nested/line.pt', 'state_dict'],
    ['line.safetensors', 'state_dict'],
    ['whole.pt', 'full_model'],
  ]
  for (const [path, load_mode] of files) {
    const loaded = await runGraph(
      draw(
        { model: boxes.model!, x: boxes.x!, load: ['ModelLoader', { path, load_mode }], ask: ['Inference'] },
        [
          ...(load_mode === 'state_dict' ? ([['model.model', 'load.model']] as [string, string][]) : []),
          ['load.model', 'ask.model'],
          ['x.tensor', 'ask.input'],
        ],
      ),
      { folder, seed: 5 },
    )
    assert.equal(loaded.error, undefined)
    assert.deepEqual(await values(loaded.output('ask', 'output')), answer, path)
  }

  const wrong = async (params: Record<string, unknown>) =>
    (
      await runGraph(
        draw({ model: boxes.model!, load: ['ModelLoader', params] }, [['model.model', 'load.model']]),
        { folder },
      )
    ).error ?? ''
  assert.match(await wrong({ path: 'none.pt' }), /there is no file "none.pt"/)
  assert.match(await wrong({ path: '../../secret' }), /no path inside the folder of models/)
  assert.match(
    await wrong({ path: 'line.safetensors', load_mode: 'full_model' }),
    /cannot be read|no whole model/,
  )
})

test('PyTorch reads what is saved, and what PyTorch saves is read', async (t) => {
  if (!hasTorch()) return t.skip('python3 with torch is not installed')
  const script = `
import sys, torch
folder = sys.argv[1]
state = torch.load(folder + "/nested/line.pt")
model = torch.nn.Sequential()
model.add_module("a", torch.nn.Linear(1, 3)); model.add_module("n", torch.nn.BatchNorm1d(3)); model.add_module("b", torch.nn.Linear(3, 1))
model.load_state_dict(state)
model.eval()
print(model(torch.ones(1, 1)).item())
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
model(torch.ones(2, 1)).sum().backward()
optimizer.step()
torch.save({"epoch": 7, "model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict(), "losses": torch.tensor([3., 2.])}, folder + "/theirs.pt")
print(model(torch.ones(1, 1)).item())
`
  const models = join(folder, 'studio/me/models')
  const python = runPython(['-c', script, models])
  const [ours, theirs] = python.split('\n').map(Number)
  const run = await runGraph(
    draw(
      {
        model: boxes.model!,
        optimizer: boxes.optimizer!,
        x: boxes.x!,
        first: ['ModelLoader', { path: 'nested/line.pt' }],
        before: ['Inference'],
        load: ['CheckpointLoader', { path: 'theirs.pt' }],
        after: ['Inference'],
        save: ['CheckpointSaver', { path: 'ours.pt', epoch: 8 }],
      },
      [
        ['model.model', 'optimizer.model'],
        ['model.model', 'first.model'],
        ['first.model', 'before.model'],
        ['x.tensor', 'before.input'],
        ['model.model', 'load.model'],
        ['optimizer.optimizer', 'load.optimizer'],
        ['load.model', 'after.model'],
        ['x.tensor', 'after.input'],
        ['load.model', 'save.model'],
        ['load.optimizer', 'save.optimizer'],
        ['load.losses', 'save.losses'],
      ],
    ),
    { folder },
  )
  assert.equal(run.error, undefined)
  const first = async (id: string) => ((await values(run.output(id, 'output'))) as number[][])[0]![0]!
  assert.ok(Math.abs((await first('before')) - ours!) < 1e-5)
  assert.ok(Math.abs((await first('after')) - theirs!) < 1e-5)
  assert.equal(run.output('load', 'epoch'), 7)
  assert.deepEqual(await values(run.output('load', 'losses')), [3, 2])
  const back = runPython([
    '-c',
    `
import sys, torch
saved = torch.load(sys.argv[1])
state = saved["optimizer_state_dict"]
print(saved["epoch"], saved["losses"].tolist(), state["state"][0]["step"].item(), tuple(state["state"][0]["exp_avg"].shape))
`,
    join(models, 'ours.pt'),
  ])
  assert.equal(back.trim(), '8 [3.0, 2.0] 1.0 (3, 1)')
})

test('training goes on from a checkpoint as if it had never stopped', async () => {
  const exact: typeof boxes = { ...boxes, batches: ['DataLoader', { batch_size: 64, shuffle: false }] }
  const whole = await runGraph(draw({ ...exact, loop: ['TrainingLoop', { epochs: 6 }] }, wires))
  const half = await runGraph(
    draw({ ...exact, save: ['CheckpointSaver', { path: 'half.pt', epoch: 3 }] }, [
      ...wires,
      ['loop.model', 'save.model'],
      ['optimizer.optimizer', 'save.optimizer'],
    ]),
    { folder },
  )
  assert.equal(half.error, undefined)
  const rest = await runGraph(
    draw({ ...exact, load: ['CheckpointLoader', { path: 'half.pt' }] }, [
      ...wires.filter(([, to]) => to !== 'loop.model' && to !== 'loop.optimizer'),
      ['model.model', 'load.model'],
      ['optimizer.optimizer', 'load.optimizer'],
      ['load.model', 'loop.model'],
      ['load.optimizer', 'loop.optimizer'],
    ]),
    { folder },
  )
  assert.equal(rest.error, undefined)
  const all = (await values(whole.output('loop', 'losses'))) as number[]
  const parts = [
    ...((await values(half.output('loop', 'losses'))) as number[]),
    ...((await values(rest.output('loop', 'losses'))) as number[]),
  ]
  for (const [i, loss] of all.entries()) assert.ok(Math.abs(loss - parts[i]!) < 1e-5, `${all} and ${parts}`)
})

/** Tells the noise of points from where they are and the step. */
class Denoiser extends Module {
  readonly layer = new Linear(2, 8)
  readonly out = new Linear(8, 1)
  override forward(x: Tensor, t: Tensor): Tensor {
    const step = t.to('float32').div(10).reshape([x.shape[0]!, 1])
    return this.out.forward(this.layer.forward(concat([x, step], 1)).tanh())
  }
}

test('diffusion training tells noise ever better, and the same again', async () => {
  const kind = catalogue.get('DiffusionTrainingLoop') as GraphNodeKind
  const data = await runGraph(draw({ data: ['Points'] }, []))
  const dataset = data.output('data', 'dataset')
  const train = async () => {
    const { manualSeed } = await import('@nodeyard/tensor')
    manualSeed(1)
    const frames: Record<string, unknown>[] = []
    const params = {
      epochs: 12,
      batch_size: 16,
      lr: 0.02,
      num_timesteps: 10,
      schedule: 'cosine',
      beta_start: 1e-4,
      beta_end: 0.05,
      device: 'cpu',
      seed: 3,
    }
    const context = {
      signal: new AbortController().signal,
      progress: (frame: Record<string, unknown>) => frames.push(frame),
    }
    const given = await kind.run(
      { model: new Denoiser(), dataset } as never,
      params as never,
      context as never,
    )
    return { curve: (await values(given.losses)) as number[], frames }
  }
  const { curve, frames } = await train()
  assert.ok(curve.at(-1)! < curve[0]!, `${curve}`)
  assert.deepEqual(Object.keys(frames[3]!), ['event', 'epoch', 'total_epochs', 'loss', 'losses'])
  assert.deepEqual((await train()).curve, curve)
  assert.ok((await mseLoss(tensor([1]), tensor([1])).item()) === 0)
})

const environment = () => {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = process.env
  return rest
}
const hasTorch = () =>
  existsSync('/usr/bin/python3') &&
  spawnSync('/usr/bin/python3', ['-c', 'import torch'], { env: environment() }).status === 0

function runPython(args: string[]): string {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', args, {
    env: environment(),
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
  return stdout
}

everyKindRuns(import.meta.url)
