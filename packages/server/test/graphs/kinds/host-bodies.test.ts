import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { after, test } from 'node:test'
import { Tensor, tensor } from '@nodeyard/tensor'
import { catalogue, numbers, offload, runKind } from './run-host-kind.ts'

after(() => offload.close())

/** Debian's, as `.ci/run` installs it. */
const PYTHON = '/usr/bin/python3'

function hasTorch(): boolean {
  try {
    execFileSync(PYTHON, ['-I', '-c', 'import torch, numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const skip = hasTorch() ? false : 'there is no PyTorch here: apt install python3-torch'

const SCRIPT = `
import json, math, sys
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

def decode(v):
    if isinstance(v, dict) and "__tensor" in v:
        return torch.tensor(v["__tensor"], dtype=getattr(torch, v["dtype"])).reshape(v["shape"])
    return [decode(x) for x in v] if isinstance(v, list) else v

def encode(v):
    if isinstance(v, torch.Tensor):
        return {"__tensor": v.to(torch.float64).reshape(-1).tolist(), "shape": list(v.shape)}
    if isinstance(v, torch.utils.data.Dataset):
        return encode([v[0][0], v[len(v) - 1][0], len(v)])
    if isinstance(v, dict):
        return {k: encode(x) for k, x in v.items()}
    return [encode(x) for x in v] if isinstance(v, (list, tuple)) else v

answers = []
for case in json.load(sys.stdin):
    names = list(case["arguments"])
    lines = [f"def body({', '.join(names)}):"] + ["    " + line for line in case["body"].strip("\\n").split("\\n")]
    scope = {"torch": torch, "np": np, "F": F, "nn": nn, "math": math}
    try:
        exec("\\n".join(lines), scope)
        answers.append(encode(scope["body"](*[decode(v) for v in case["arguments"].values()])))
    except Exception as error:
        answers.append({"failed": repr(error)})
print(json.dumps(answers))
`

const x = tensor([
  [0, 0.5],
  [0, 1],
  [1, 0],
  [1, 1.25],
  [5, 5],
  [5, 6.5],
  [6, 5],
  [6, 6],
])
const labels = ['low', 'low', 'low', 'low', 'high', 'high', 'mid', 'high']
const given = {
  x_train: x,
  y_train: labels,
  x_query: tensor([
    [0.5, 0.4],
    [5.5, 5.3],
  ]),
}
const line = { ...given, y_train: tensor([1, 3, 5, 7, 9, 8, 7, 6]) }
const table = tensor([
  [1, 9, 2],
  [2, 8, 2],
  [3, 7, 2],
])
const columns = ['a', 'b', 'c']
const items = [tensor([1, 2]), tensor([3, 6])]
const synthetic = (kind: string, more = {}) =>
  ['SyntheticDataset', {}, { kind, n_samples: 21, ...more }] as const

const CASES: (readonly [string, Record<string, unknown>, Record<string, unknown>?])[] = [
  ['Accuracy', { predictions: ['a', 'b'], labels: ['a', 'c'] }],
  ...['minkowski', 'manhattan', 'chebyshev', 'cosine'].map(
    (metric) => ['KNN', given, { metric, n_neighbors: 3 }] as const,
  ),
  ['KNN', given, { weights: 'distance' }],
  ['LinearRegression', line],
  ['LinearRegression', line, { fit_intercept: false }],
  ['LogisticRegression', given],
  ['ColumnSelector', { tensor: table, columns }, { names: 'c,a' }],
  ['RowSelector', { tensor: table }, { indices: '2,0' }],
  ...['zscore', 'minmax', 'unit_norm'].map((mode) => ['Normalize', { tensor: table }, { mode }] as const),
  ['TextInput', {}],
  [
    'TensorInput',
    {},
    {
      shape: '2,2',
      value_mode: 'explicit',
      values: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  ['TensorInput', {}, { shape: '2,3', value_mode: 'arange', dtype: 'int64' }],
  ['TrainTestSplit', { features: x, labels }],
  synthetic('circles'),
  synthetic('moons', { seed: 5 }),
  synthetic('blobs', { centers: 4 }),
  synthetic('classification', { seed: 3 }),
  ['SyntheticShapes', {}, { n_samples: 8, image_size: 8 }],
  ['SyntheticSegmentation', {}, { n_samples: 4, image_size: 16 }],
  ...['sum', 'mean', 'min', 'max', 'concat', 'stack', 'last'].map(
    (operation) => ['Reduce', { items }, { operation }] as const,
  ),
  ['Switch', { selector: 2, input_0: 1, input_1: undefined, input_2: 5, input_3: undefined }],
  ['AttentionHeatmap', { weights: tensor([[[1, 2]], [[3, 4]]]) }, { head_index: 1 }],
  ['AttentionMask', { tokens: columns }],
  ['AttentionMask', { tokens: ['a', '<pad>'] }, { mode: 'padding' }],
  [
    'PositionalEncoding',
    {
      tensor: tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    },
  ],
  ['edu:FilterRows', { table, columns }, { column_name: 'b', threshold: 7.5 }],
  [
    'edu:SlidingWindow2D',
    {
      image: tensor([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ]),
    },
    { padding: 1, preset: 'Sharpen3x3' },
  ],
  ['foundations:Edu-ColumnStats', { table }],
  ['foundations:Edu-KNN', given, { k: 3 }],
  ['foundations:Edu-LinearRegression', line],
  ['foundations:Edu-LinearRegression', line, { method: 'gradient_descent', regularization: 0.1 }],
  ['foundations:Edu-LogisticRegression', given, { epochs: 50, regularization: 0.01 }],
]

async function encode(value: unknown): Promise<unknown> {
  if (value instanceof Tensor) {
    return { __tensor: await numbers(value), shape: value.shape, dtype: value.dtype }
  }
  if (Array.isArray(value)) return Promise.all(value.map(encode))
  return value
}

function same(actual: unknown, wanted: unknown, title: string): void {
  if (typeof wanted === 'number') {
    const apart = Math.abs(Number(actual) - wanted)
    assert.ok(apart <= 1e-5 + 1e-4 * Math.abs(wanted), `${title}: ${actual} is not ${wanted}`)
  } else if (Array.isArray(wanted)) {
    assert.equal((actual as unknown[]).length, wanted.length, title)
    for (const [i, one] of wanted.entries()) same((actual as unknown[])[i], one, title)
  } else if (wanted !== null && typeof wanted === 'object') {
    for (const [key, one] of Object.entries(wanted)) {
      if (key !== 'dtype') same((actual as Record<string, unknown>)[key], one, `${title}.${key}`)
    }
  } else assert.deepEqual(actual, wanted, title)
}

test('scripts do what these kinds do', { skip }, async () => {
  const tasks = await Promise.all(
    CASES.map(async ([name, inputs, params = {}]) => {
      const kind = catalogue.get(name)!
      const values = Object.entries(kind.params).map(([key, { parse, default: value }]) => [
        key,
        parse(params[key] ?? value),
      ])
      const wired = Object.keys(kind.inputs).map((key) => [key, inputs[key] ?? null])
      const given = { ...Object.fromEntries(values), ...Object.fromEntries(wired) } as Record<string, unknown>
      const pairs = Object.entries(given).map(async ([key, value]) => [key, await encode(value)])
      return { body: kind.python, arguments: Object.fromEntries(await Promise.all(pairs)) }
    }),
  )
  const { stdout, stderr } = spawnSync(PYTHON, ['-c', SCRIPT], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
    env: {},
  })
  assert.ok(stdout, stderr)
  const answers = JSON.parse(stdout) as Record<string, unknown>[]
  for (const [i, [name, inputs, params = {}]] of CASES.entries()) {
    const title = `${name} ${JSON.stringify(params)}`
    assert.equal(answers[i]!.failed, undefined, title)
    const { outputs } = await runKind(name, inputs, params)
    if (outputs.dataset) {
      const { samples } = outputs.dataset
      const size = samples.columns[0].shape.reduce((product: number, one: number) => product * one, 1)
      const read = async (index: number) => {
        const arrays = samples.columns.map((column: { shape: number[] }, c: number) =>
          c === 0 ? new Float32Array(size) : new BigInt64Array(column.shape.reduce((p, one) => p * one, 1)),
        )
        await samples.fill([index], arrays)
        return [...arrays[0]]
      }
      const [first, last, length] = answers[i]!.dataset as [
        { __tensor: unknown },
        { __tensor: unknown },
        number,
      ]
      same(await read(0), first.__tensor, title)
      same(await read(samples.length - 1), last.__tensor, title)
      assert.equal(length, samples.length)
      continue
    }
    for (const [key, value] of Object.entries(outputs))
      same(answers[i]![key], await encode(value), `${title} ${key}`)
  }
})
