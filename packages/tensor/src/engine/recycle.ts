import { dropElements } from '../graph/elements-of.ts'
import { LARGE } from './result-pool.ts'
import { flatten, type Tree } from './tree.ts'

/**
 * Hands the memory of a compiled step's large results back to the engine at once, for later results. Without it that
 * happens when they have been read, or when the garbage collector finds that nothing refers to them any more. The
 * tensors cannot be used again; arrays that were read from them stay as they are. Tensors that are no results of
 * steps are left alone.
 *
 * @example
 * const step = compile((x: Tensor) => x.mul(2))
 * const large = await step(ones([200, 100]))
 * const first = (await large.read())[0] // 2
 * recycle(large)
 */
export function recycle(results: Tree): void {
  for (const { value } of flatten(results).tensors) {
    const { source } = value
    if (source.kind !== 'data' || !source.isResult) continue
    if (source.data.byteLength >= LARGE) dropElements(value, source)
  }
}
