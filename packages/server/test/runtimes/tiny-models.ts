import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OnnxGraph, type OnnxOperation, writeOnnx } from '@nodeyard/tensor/formats'
import onnx from '../../src/domain/runtimes/kinds/onnx.ts'
import type { ModelSource, RuntimeOptions } from '../../src/domain/runtimes/runtime.ts'

type Value = OnnxGraph['inputs'][number]

const float = (name: string, ...shape: NonNullable<Value['shape']>): Value => ({
  name,
  dtype: 'float32',
  shape,
})

/** One graph as a source that loads from memory. */
export function source(key: string, graph: OnnxGraph): ModelSource {
  const model = writeOnnx({ opset: 18, irVersion: 8, graph })
  return { key, model, bytes: model.byteLength }
}

/** A graph from float32 `x` to float32 `y`. */
export function simple(
  key: string,
  operations: OnnxOperation[],
  {
    x = ['batch', 2],
    y = ['batch', 2],
    ...rest
  }: Partial<Omit<OnnxGraph, 'inputs' | 'outputs'>> & { x?: Value['shape']; y?: Value['shape'] } = {},
): ModelSource {
  return source(key, { inputs: [float('x', ...x)], outputs: [float('y', ...y)], operations, ...rest })
}

const one = { dtype: 'float32', shape: [1], data: Float32Array.of(1) } as const

/** y = x + 1: rows are independent. */
export const addOne = (key = 'add-one') =>
  simple(key, [{ type: 'Add', inputs: ['x', 'one'], outputs: ['y'] }], { initializers: { one } })

/** y = softmax of x over the batch: a row's answer depends on the others. */
export const softmaxOverBatch = () =>
  simple('softmax', [{ type: 'Softmax', inputs: ['x'], outputs: ['y'], attributes: { axis: { int: 0 } } }])

/**
 * y = x, and once more the whole of it when any element is beyond 5: nothing that random samples from 0 to 1
 * show, and then more rows than went in.
 */
export const liar = () =>
  source('liar', {
    inputs: [float('x', 'batch', 2)],
    outputs: [float('y', 'batch', 2)],
    initializers: {
      five: { dtype: 'float32', shape: [], data: Float32Array.of(5) },
      zero: { dtype: 'int64', shape: [1], data: BigInt64Array.of(0n) },
    },
    operations: [
      { type: 'ReduceMax', inputs: ['x'], outputs: ['max'], attributes: { keepdims: { int: 0 } } },
      { type: 'Greater', inputs: ['max', 'five'], outputs: ['isLarge'] },
      {
        type: 'If',
        inputs: ['isLarge'],
        outputs: ['y'],
        attributes: {
          then_branch: {
            graph: {
              inputs: [],
              outputs: [float('twice', null, 2)],
              operations: [
                { type: 'Concat', inputs: ['x', 'x'], outputs: ['twice'], attributes: { axis: { int: 0 } } },
              ],
            },
          },
          else_branch: {
            graph: {
              inputs: [],
              outputs: [float('same', null, 2)],
              operations: [{ type: 'Identity', inputs: ['x'], outputs: ['same'] }],
            },
          },
        },
      },
    ],
  })

/** y = rows of a table of four by index: an index beyond it makes the run fail. */
export const lookup = () =>
  source('lookup', {
    inputs: [{ name: 'index', dtype: 'int64', shape: ['batch'] }],
    outputs: [float('y', 'batch', 2)],
    initializers: {
      table: { dtype: 'float32', shape: [4, 2], data: Float32Array.of(0, 1, 10, 11, 20, 21, 30, 31) },
    },
    operations: [{ type: 'Gather', inputs: ['table', 'index'], outputs: ['y'] }],
  })

/** y = the same elements, whatever the dtype; two free axes. */
export const identity = (dtype: Value['dtype']) =>
  source(`identity-${dtype}`, {
    inputs: [{ name: 'x', dtype, shape: ['batch', null] }],
    outputs: [{ name: 'y', dtype, shape: ['batch', null] }],
    operations: [{ type: 'Identity', inputs: ['x'], outputs: ['y'] }],
  })

/** y = a - b. */
export const subtract = () =>
  source('subtract', {
    inputs: [float('a', 'batch', 2), float('b', 'batch', 2)],
    outputs: [float('y', 'batch', 2)],
    operations: [{ type: 'Sub', inputs: ['a', 'b'], outputs: ['y'] }],
  })

/** Never comes back. */
export const endless = () =>
  simple(
    'endless',
    [
      {
        type: 'Loop',
        inputs: ['', 'yes', 'x'],
        outputs: ['y'],
        attributes: {
          body: {
            graph: {
              inputs: [
                { name: 'round', dtype: 'int64', shape: [] },
                { name: 'before', dtype: 'bool', shape: [] },
                float('value', 'batch', 2),
              ],
              outputs: [{ name: 'after', dtype: 'bool', shape: [] }, float('next', 'batch', 2)],
              operations: [
                { type: 'Identity', inputs: ['before'], outputs: ['after'] },
                { type: 'Identity', inputs: ['value'], outputs: ['next'] },
              ],
            },
          },
        },
      },
    ],
    { initializers: { yes: { dtype: 'bool', shape: [], data: Uint8Array.of(1) } } },
  )

/** An ONNX runtime that ends with the test. */
export async function startOnnx(options: Partial<RuntimeOptions> = {}) {
  const runtime = onnx.start({ workers: 1, threads: 1, stuckAfterMs: 30_000, log: () => {}, ...options })
  return Object.assign(runtime, { [Symbol.asyncDispose]: () => runtime.close() })
}

/** A folder that goes with the test. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'nodeyard-runtimes-'))
  return {
    path,
    write: async (name: string, bytes: Uint8Array | string) => {
      await writeFile(join(path, name), bytes)
      return join(path, name)
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

/** A float32 tensor of rows. */
export function rows(...values: number[][]) {
  return {
    dtype: 'float32' as const,
    shape: [values.length, values[0]?.length ?? 0],
    data: Float32Array.from(values.flat()),
  }
}
