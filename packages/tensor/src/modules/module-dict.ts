import { TensorError } from '../graph/tensor-error.ts'
import { Module } from './module.ts'

/**
 * Modules by names of your own.
 *
 * @example
 * const heads = new ModuleDict({ color: new Linear(4, 3), size: new Linear(4, 1) })
 * heads.get('color').forward(randn([5, 4])).shape // [5, 3]
 */
export class ModuleDict<T extends Module> extends Module {
  readonly #modules = new Map<string, T>()

  constructor(modules: Readonly<Record<string, T>> = {}) {
    super()
    for (const [name, module] of Object.entries(modules)) this.set(name, module)
  }

  get(name: string): T {
    const module = this.#modules.get(name)
    if (!module) throw new TensorError('argument', `there is no module called ${name}`)
    return module
  }

  set(name: string, module: T): this {
    this.#modules.set(name, this.register(name, module))
    return this
  }

  keys(): string[] {
    return [...this.#modules.keys()]
  }

  [Symbol.iterator](): Iterator<[string, T]> {
    return this.#modules[Symbol.iterator]()
  }

  forward(): never {
    throw new TensorError('argument', 'a dictionary of modules has no forward: call its modules one by one')
  }
}
