import type { Tensor } from '../graph/tensor.ts'
import { assume } from '../graph/trace.ts'
import { Variable } from '../graph/variable.ts'

/**
 * A variable that is learned. As a property of a module it is one of the module's parameters; a plain variable
 * there is a buffer: saved with the module, but not learned.
 *
 * @example
 * const weight = new Parameter(randn([2, 3]))
 * const [gradient] = grad(weight.square().sum(), [weight])
 * gradient.shape // [2, 3]
 */
export class Parameter extends Variable {
  #requiresGrad: boolean

  constructor(initial: Tensor, { requiresGrad = true }: { requiresGrad?: boolean } = {}) {
    super(initial)
    this.#requiresGrad = requiresGrad
  }

  /** Whether optimizers change it. Steps that depend on this are traced again when it changes. */
  get requiresGrad(): boolean {
    return assume(() => this.#requiresGrad)
  }

  set requiresGrad(requiresGrad: boolean) {
    this.#requiresGrad = requiresGrad
  }
}
