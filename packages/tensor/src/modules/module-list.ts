import { TensorError } from '../graph/tensor-error.ts'
import { Module } from './module.ts'

/**
 * Modules in a list, named '0', '1', …: what a module's `forward` loops over.
 *
 * @example
 * const layers = new ModuleList([new Linear(4, 4), new Linear(4, 2)])
 * ;[...layers].reduce((x, layer) => layer.forward(x), randn([5, 4])).shape // [5, 2]
 */
export class ModuleList<T extends Module> extends Module {
  readonly #modules: T[] = []

  constructor(modules: Iterable<T> = []) {
    super()
    for (const module of modules) this.append(module)
  }

  get length(): number {
    return this.#modules.length
  }

  /** The module at a place; negative ones count from the end. */
  at(index: number): T {
    const module = this.#modules.at(index)
    if (!module) throw new TensorError('argument', `there is no module ${index} in a list of ${this.length}`)
    return module
  }

  append(module: T): this {
    this.#modules.push(this.register(String(this.#modules.length), module))
    return this
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#modules[Symbol.iterator]()
  }

  forward(): never {
    throw new TensorError('argument', 'a list of modules has no forward: call its modules one by one')
  }
}
