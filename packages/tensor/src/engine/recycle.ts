import { defaultEngine } from './default-engine.ts'
import type { Engine } from './engine.ts'
import { LARGE } from './result-pool.ts'
import { flatten, type Tree } from './tree.ts'

/**
 * Hands the memory of a compiled step's large results back to the engine, which writes later results there. Fresh
 * memory is costly: a step that returns all of its activations and gradients runs up to twice as fast this way.
 * The results, and arrays that were read from them, are empty afterwards, and the tensors cannot be used again.
 * Tensors that are no results of steps are left alone.
 *
 * @example
 * const step = compile((x: Tensor) => x.mul(2))
 * const large = await step(ones([200, 100]))
 * const first = (await large.read())[0] // 2
 * recycle(large)
 */
export function recycle(results: Tree, { engine = defaultEngine() }: { engine?: Engine } = {}): void {
  const buffers = flatten(results).tensors.flatMap(({ value: { source } }) => {
    if (source.kind !== 'data' || !source.isResult) return []
    const { buffer, byteLength } = source.data
    const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    return isWhole && byteLength >= LARGE ? [buffer] : []
  })
  if (buffers.length > 0) engine.recycle(buffers)
}
