import type ort from 'onnxruntime-node'
import { type OnnxOperation, writeOnnx } from '../formats/onnx-write.ts'
import { FAR, HALF, MODULUS } from './chain.ts'
import { loadRuntime } from './load-runtime.ts'
import type { Backend } from './multiply.ts'

/** Where ONNX Runtime may compute a chain, the quickest first. */
export const PROVIDERS = ['cuda', 'webgpu', 'cpu'] as const
export type Provider = (typeof PROVIDERS)[number]

const OPSET = 21

/**
 * A step as ONNX. All numbers in it are integers that float32 holds exactly: entries of at most 8 and 125, of
 * which 2048 products add up to less than 2^22. The quotient is floored half a unit off the boundary, so that
 * a division that is a little off gives the same.
 *
 * @param dtype what blocks are kept as
 */
function stepModel(side: number, dtype: 'int8' | 'float32'): Uint8Array {
  const operations: OnnxOperation[] = []
  const blocks = ['before', ...Array.from({ length: FAR }, (_, i) => `far${i}`)]
  const terms = blocks.map((name, i) => {
    if (i > 0) {
      const inputs = [name, `rows${i - 1}`]
      operations.push({
        type: 'Gather',
        inputs,
        outputs: [`${name}_rotated`],
        attributes: { axis: { int: 0 } },
      })
    }
    const from = i > 0 ? `${name}_rotated` : name
    operations.push({ type: 'Cast', inputs: [from], outputs: [`${name}_f`], attributes: { to: { int: 1 } } })
    return `${name}_f`
  })
  operations.push({ type: 'Sum', inputs: terms, outputs: ['total'] })
  const reduce = (from: string, to: string) =>
    operations.push(
      { type: 'Add', inputs: [from, 'half'], outputs: [`${to}_a`] },
      { type: 'Div', inputs: [`${to}_a`, 'modulus'], outputs: [`${to}_b`] },
      { type: 'Floor', inputs: [`${to}_b`], outputs: [`${to}_c`] },
      { type: 'Mul', inputs: [`${to}_c`, 'modulus'], outputs: [`${to}_d`] },
      { type: 'Sub', inputs: [from, `${to}_d`], outputs: [to] },
    )
  reduce('total', 'reduced')
  operations.push({ type: 'MatMul', inputs: ['matrix', 'reduced'], outputs: ['product'] })
  reduce('product', 'rest')
  const to = { to: { int: dtype === 'int8' ? 3 : 1 } }
  operations.push({ type: 'Cast', inputs: ['rest'], outputs: ['after'], attributes: to })
  const shape = [side, side]
  const scalar = (value: number) => ({ dtype: 'float32' as const, shape: [], data: Float32Array.of(value) })
  return writeOnnx({
    opset: OPSET,
    graph: {
      inputs: [
        { name: 'matrix', dtype: 'float32', shape },
        ...blocks.map((name) => ({ name, dtype, shape })),
        ...Array.from({ length: FAR }, (_, i) => ({
          name: `rows${i}`,
          dtype: 'int64' as const,
          shape: [side],
        })),
      ],
      outputs: [{ name: 'after', dtype, shape }],
      operations,
      initializers: { half: scalar(HALF + 0.5), modulus: scalar(MODULUS) },
    },
  })
}

/**
 * The chain by ONNX Runtime. On WebGPU its blocks stay on the device, four bytes an entry since it has no
 * bytes there; CUDA computes, and its blocks come back to main memory, where the binding puts them.
 *
 * @throws Error when the provider is not there
 */
export async function onnxBackend(
  side: number,
  pool: readonly Int8Array[],
  { provider, threads }: { provider: Provider; threads: number },
): Promise<Backend> {
  const dtype = provider === 'webgpu' ? 'float32' : 'int8'
  const runtime = await loadRuntime()
  const session = await runtime.InferenceSession.create(stepModel(side, dtype), {
    executionProviders: [provider],
    ...(provider === 'webgpu' ? { preferredOutputLocation: 'gpu-buffer' as const } : {}),
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { 'intra_op.allow_spinning': '0' } },
  })
  const shape = [side, side]
  const matrices = pool.map((matrix) => new runtime.Tensor('float32', Float32Array.from(matrix), shape))
  const rotations = new Map<number, ort.Tensor>()
  const rotation = (shift: number) => {
    let rows = rotations.get(shift)
    if (!rows) {
      const indexes = BigInt64Array.from({ length: side }, (_, r) => BigInt((r + shift) % side))
      rows = new runtime.Tensor('int64', indexes, [side])
      rotations.set(shift, rows)
    }
    return rows
  }
  return {
    name: `onnx-${provider}`,
    hold: (block) =>
      dtype === 'int8'
        ? new runtime.Tensor('int8', block, shape)
        : new runtime.Tensor('float32', Float32Array.from(block), shape),
    async step(matrix, before, far) {
      const feeds: Record<string, ort.Tensor> = { matrix: matrices[matrix]!, before: before as ort.Tensor }
      for (const [i, { block, shift }] of far.entries()) {
        feeds[`far${i}`] = block as ort.Tensor
        feeds[`rows${i}`] = rotation(shift)
      }
      return (await session.run(feeds)).after!
    },
    async read(block) {
      const data = await (block as ort.Tensor).getData()
      return data instanceof Int8Array ? data : Int8Array.from(data as Float32Array)
    },
    close: () => session.release(),
  }
}
