import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Module, type Tensor, tensor } from '@nodeyard/tensor'
import { readLayerGraph } from '../../../src/domain/graphs/training/layer-graph.ts'
import { SequentialModel } from '../../../src/domain/graphs/training/sequential-model.ts'
import { type Box, chain } from './chain.ts'

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
