import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readAll, Tensor } from '@nodeyard/tensor'
import { bytesSource, openTensors } from '@nodeyard/tensor/formats'
import { exportScript } from '../../src/domain/graphs/export/export-script.ts'
import { traceGraph, writeTraced } from '../../src/domain/graphs/export/trace-graph.ts'
import { planGraph } from '../../src/domain/graphs/plan/plan-run.ts'
import { catalogue, draw, runGraph } from './draw.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-export-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const LAYERS = JSON.stringify({
  version: 2,
  nodes: [
    { id: 'in', type: 'Input', ports: [{ id: 'x', name: 'x' }] },
    { id: 'c', type: 'Conv2d', params: { in_channels: 2, out_channels: 4, kernel_size: 3, padding: 1 } },
    { id: 'n', type: 'BatchNorm2d', params: { num_features: 4 } },
    { id: 'r', type: 'ReLU' },
    { id: 's', type: 'Conv2d', params: { in_channels: 2, out_channels: 4, kernel_size: 1 } },
    { id: 'add', type: 'Add' },
    { id: 'p', type: 'AdaptiveAvgPool2d', params: { output_size: [2, 2] } },
    { id: 'f', type: 'Flatten' },
    { id: 'q', type: 'Reshape', params: { shape: '4,4' } },
    { id: 'l', type: 'LSTM', params: { input_size: 4, hidden_size: 3, bidirectional: true } },
    {
      id: 't',
      type: 'TransformerEncoder',
      params: { d_model: 6, nhead: 2, num_layers: 2, dim_feedforward: 8 },
    },
    { id: 'a', type: 'MultiHeadAttention', params: { embed_dim: 6, num_heads: 3 } },
    { id: 'i', type: 'SelectIndex', params: { index: -1 } },
    { id: 'out', type: 'Output', ports: [{ id: 'y', name: 'y' }] },
  ],
  edges: [
    ['in', 'c'],
    ['c', 'n'],
    ['n', 'r'],
    ['in', 's'],
    ['r', 'add'],
    ['s', 'add'],
    ['add', 'p'],
    ['p', 'f'],
    ['f', 'q'],
    ['q', 'l'],
    ['l', 't'],
    ['t', 'a'],
    ['a', 'i'],
    ['i', 'out'],
  ].map(([source, target]) => ({ source, target })),
})

const graphs = {
  arithmetic: draw(
    {
      a: ['TensorCreate', { shape: '2,3', fill: 'randn' }],
      b: ['TensorCreate', { shape: '2,3', fill: 'full', value: 1.5 }],
      sum: ['Add', { alpha: 2 }],
      parts: ['Split', { chunks: 3, dim: 1 }],
      soft: ['Softmax', { dim: 0 }],
    },
    [
      ['a.tensor', 'sum.tensor_a'],
      ['b.tensor', 'sum.tensor_b'],
      ['sum.tensor', 'parts.tensor'],
      ['parts.chunk_2', 'soft.tensor'],
    ],
  ),
  convolutions: draw(
    {
      x: ['TensorCreate', { shape: '2,1,8,8', fill: 'rand' }],
      c: ['Conv2d', { in_channels: 1, out_channels: 4 }],
      n: ['BatchNorm2d', { num_features: 4 }],
      r: ['Activation', { function: 'gelu' }],
      p: ['MaxPool2d'],
      f: ['Flatten'],
      l: ['Linear', { in_features: 64, out_features: 5 }],
    },
    [
      ['x.tensor', 'c.tensor'],
      ['c.tensor', 'n.tensor'],
      ['n.tensor', 'r.tensor'],
      ['r.tensor', 'p.tensor'],
      ['p.tensor', 'f.tensor'],
      ['f.tensor', 'l.tensor'],
    ],
  ),
  model: draw(
    {
      x: ['TensorCreate', { shape: '3,2,4,4', fill: 'randn' }],
      m: ['SequentialModel', { layers: LAYERS }],
      ask: ['Inference'],
    },
    [
      ['m.model', 'ask.model'],
      ['x.tensor', 'ask.input'],
    ],
  ),
}

const options = (seed: number) => ({ catalogue, presets: new Map(), seed, kept: async () => undefined })
const environment = () => {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = process.env
  return rest
}
const hasTorch =
  existsSync('/usr/bin/python3') &&
  spawnSync('/usr/bin/python3', ['-c', 'import torch'], { env: environment() }).status === 0

test('exported scripts give what the canvas gives', {
  skip: !hasTorch && 'python3-torch is not installed',
}, async () => {
  for (const [name, drawn] of Object.entries(graphs)) {
    const graph = { ...drawn, name }
    const { script, weights, weightsFilename, warnings } = await exportScript(graph, options(5))
    assert.deepEqual(warnings, [])
    await writeFile(join(folder, `${name}.py`), script)
    assert.ok(weights)
    await writeFile(join(folder, weightsFilename), weights)
    const saved = join(folder, `${name}-out.npz`)
    const { status, stderr } = spawnSync('/usr/bin/python3', [join(folder, `${name}.py`), '--save', saved], {
      env: environment(),
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${stderr}\n${script}`)
    const theirs = await openTensors(bytesSource(await readFile(saved)))
    const ours = await runGraph(graph, { seed: 5 })
    assert.equal(ours.error, undefined)
    let compared = 0
    for (const [id, { outputs }] of ours.results) {
      for (const [port, value] of Object.entries(outputs)) {
        if (!(value instanceof Tensor)) continue
        const { data } = await theirs.read(`${id}/${port}`)
        const [own] = await readAll([value])
        assert.equal(own!.length, (data as Float32Array).length, `${name} ${id}.${port}`)
        for (const [i, x] of Array.from(own as Float32Array, Number).entries()) {
          assert.ok(Math.abs(x - Number((data as Float32Array)[i])) < 1e-4, `${name} ${id}.${port}[${i}]`)
        }
        compared++
      }
    }
    assert.ok(compared >= 2)
  }
})

test('a script is one readable function for each graph node', async () => {
  const { script } = await exportScript({ ...graphs.convolutions, name: 'a "name"' }, options(5))
  assert.match(
    script,
    /def n\d\d_conv2d\(tensor, \*, in_channels=1, out_channels=4, kernel_size=3, stride=1, padding=1, weights=None, seed=0\):/,
  )
  assert.match(script, /GRAPH_NAME = "a \\"name\\""/)
  assert.match(script, /\nGRAPH_SEED = 5\n/)
  const wrong = { ...graphs.arithmetic, edges: graphs.arithmetic.edges.slice(1) }
  await assert.rejects(exportScript(wrong, options(0)), /Missing required input 'tensor_a' on node sum/)
  const silent = new Map(catalogue)
  const { python: _, ...mute } = catalogue.get('Add')!
  silent.set('Add', mute)
  await assert.rejects(
    exportScript(graphs.arithmetic, { ...options(0), catalogue: silent }),
    /No PyTorch translation for: Add \(node sum\)/,
  )
})

test('the tensors of a graph are an ONNX model for any size of the batch', async () => {
  const { plan } = planGraph(graphs.convolutions, catalogue, new Map())
  const run = await runGraph(graphs.convolutions, { seed: 5 })
  const traced = traceGraph({
    plan,
    results: run.results,
    seed: 5,
    moduleOf: (planned, make) => run.modules.get(planned.id) ?? make(),
  })
  assert.deepEqual(traced.inputNames, ['x'])
  assert.deepEqual(traced.outputNames, ['l'])
  assert.equal(Object.keys(traced.weights).length, 9)
  const { pieces, isDynamic } = await writeTraced(traced, 'cnn')
  assert.ok(isDynamic)
  assert.ok(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0) > 1000)
})
