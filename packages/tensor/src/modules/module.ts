import type { Tensor } from '../graph/tensor.ts'
import { assume } from '../graph/trace.ts'
import { Variable } from '../graph/variable.ts'
import { type LoadOptions, type LoadResult, loadState, type StateDict } from './load-state.ts'
import { Parameter } from './parameter.ts'
import { stateName } from './state-name.ts'
import { tensorsFromSafetensors, tensorsToSafetensors } from './tensor-files.ts'

/** A module of one tensor in, one tensor out, as `Sequential` chains them. */
export interface Layer extends Module {
  forward(x: Tensor): Tensor
}

/**
 * What networks are built of: parameters (`Parameter`), buffers (`Variable`) and other modules, all of them plain
 * properties, and a `forward` that uses them. Names in state dicts are those of the properties in snake case, so a
 * module written like PyTorch's exchanges weights with it.
 *
 * @example
 * class Net extends Module {
 *   fc1 = new Linear(4, 8)
 *   fc2 = new Linear(8, 2)
 *
 *   forward(x: Tensor): Tensor {
 *     return this.fc2.forward(this.fc1.forward(x).relu())
 *   }
 * }
 * const net = new Net()
 * net.forward(randn([5, 4])).shape // [5, 2]
 * Object.keys(net.stateDict()) // ["fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"]
 */
export abstract class Module {
  #isTraining = true
  readonly #registered = new Map<string, Variable | Module>()

  abstract forward(...inputs: never[]): unknown

  /** Whether it is being trained (dropout drops, batch norm uses the batch): see `train` and `eval`. */
  get training(): boolean {
    return assume(() => this.#isTraining)
  }

  /** Adds a parameter, buffer or module under a name that is no property's, for instance a number. */
  register<T extends Variable | Module>(name: string, part: T): T {
    this.#registered.set(name, part)
    return part
  }

  /** Its own parameters, buffers and modules by their names in a state dict. */
  *#parts(): Generator<[string, Variable | Module]> {
    for (const [property, part] of Object.entries(this)) {
      if (part instanceof Variable || part instanceof Module) yield [stateName(property), part]
    }
    yield* this.#registered
  }

  /** The modules it is made of, by name, without theirs. */
  namedChildren(): [string, Module][] {
    return [...this.#parts()].filter((part): part is [string, Module] => part[1] instanceof Module)
  }

  /** The modules it is made of, without theirs. */
  children(): Module[] {
    return this.namedChildren().map(([, module]) => module)
  }

  /** Itself (named '') and every module below it, each once, by names such as `layers.0.norm`. */
  namedModules(prefix = ''): [string, Module][] {
    return unique(this.#all(prefix))
  }

  *#all(prefix: string): Generator<[string, Module]> {
    yield [prefix, this]
    for (const [name, child] of this.namedChildren()) yield* child.#all(join(prefix, name))
  }

  /** Itself and every module below it, each once. */
  modules(): Module[] {
    return this.namedModules().map(([, module]) => module)
  }

  /** Its variables and those of the modules below, in the order of PyTorch's state dicts. */
  *#variables(prefix: string): Generator<[string, Variable]> {
    const own = [...this.#parts()].filter((part): part is [string, Variable] => part[1] instanceof Variable)
    const isParameter = ([, variable]: [string, Variable]) => variable instanceof Parameter
    for (const [name, variable] of own.filter(isParameter)) yield [join(prefix, name), variable]
    for (const [name, variable] of own.filter((part) => !isParameter(part))) {
      yield [join(prefix, name), variable]
    }
    for (const [name, child] of this.namedChildren()) yield* child.#variables(join(prefix, name))
  }

  /** Every parameter of it and the modules below, each once, by names such as `layers.0.weight`. */
  namedParameters(prefix = ''): [string, Parameter][] {
    return unique(this.#variables(prefix)).filter(
      (entry): entry is [string, Parameter] => entry[1] instanceof Parameter,
    )
  }

  /** Every parameter of it and the modules below, each once: what an optimizer takes. */
  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter)
  }

  /** Every buffer (running statistics and the like) of it and the modules below, each once, by name. */
  namedBuffers(prefix = ''): [string, Variable][] {
    return unique(this.#variables(prefix)).filter(([, variable]) => !(variable instanceof Parameter))
  }

  /** Every buffer of it and the modules below, each once. */
  buffers(): Variable[] {
    return this.namedBuffers().map(([, buffer]) => buffer)
  }

  /** Sets it and every module below to training, or to evaluation. Compiled steps follow. */
  train(isTraining = true): this {
    for (const module of this.modules()) module.#isTraining = isTraining
    return this
  }

  /** Sets it and every module below to evaluation. */
  eval(): this {
    return this.train(false)
  }

  /** Freezes every parameter, or lets optimizers change them again. */
  requiresGrad(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad = requiresGrad
    return this
  }

  /** Calls a function with every module below it and then with itself. */
  apply(change: (module: Module) => void): this {
    for (const child of this.children()) child.apply(change)
    change(this)
    return this
  }

  /**
   * Every parameter and buffer by name: the variables themselves, so they show what training makes of them. Read
   * them, or save them (`toSafetensors`), to keep what they are now.
   */
  stateDict(prefix = ''): StateDict {
    return Object.fromEntries(this.#variables(prefix))
  }

  /**
   * Takes over the tensors of a state dict, as lazily as an assignment. Nothing is taken when it throws.
   *
   * @throws TensorError `state` when a name is missing or unknown (unless `strict` is false) or a shape differs;
   * the message lists them all
   */
  loadStateDict(state: StateDict, options?: LoadOptions): LoadResult {
    return loadState(new Map(this.#variables('')), state, options)
  }

  /** Every parameter and buffer as the bytes of a safetensors file. */
  async toSafetensors(metadata?: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> {
    return await tensorsToSafetensors(this.stateDict(), metadata)
  }

  /** Takes over the tensors of a safetensors file; see `loadStateDict`. */
  async fromSafetensors(bytes: Uint8Array, options?: LoadOptions): Promise<LoadResult> {
    return this.loadStateDict(await tensorsFromSafetensors(bytes), options)
  }
}

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`)

function unique<T>(entries: Iterable<[string, T]>): [string, T][] {
  const seen = new Set<T>()
  return [...entries].filter(([, part]) => !seen.has(part) && seen.add(part))
}
