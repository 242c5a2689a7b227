import { Tensor } from '../graph/tensor.ts'
import type { Module } from './module.ts'

/**
 * Runs `work` and keeps what every module below `model` returned in it, by name (`layers.0.norm`): what there is to
 * `capture`. A module that is called several times counts on: `norm`, `norm:1`. Only tensors are kept: of a result
 * with several the first.
 *
 * @example
 * const net = new Sequential(new Linear(2, 3), new ReLU())
 * const { result, outputs } = watch(net, () => net.forward(randn([4, 2])).sum())
 * Object.keys(outputs) // ["0", "1"]
 * const { captured } = capture(result, outputs)
 * captured['0'].gradient.shape // [4, 3]
 */
export function watch<T>(model: Module, work: () => T): { result: T; outputs: Record<string, Tensor> } {
  const outputs: Record<string, Tensor> = {}
  const watched = model.namedModules().filter(([, module]) => module !== model)
  for (const [name, module] of watched) {
    const forward = module.forward as (...args: unknown[]) => unknown
    // A property of its own hides the class's method while the work lasts.
    Object.defineProperty(module, 'forward', {
      configurable: true,
      value(...args: unknown[]) {
        const made = forward.apply(module, args)
        const output = firstTensor(made)
        if (output) outputs[freeName(outputs, name)] = output
        return made
      },
    })
  }
  try {
    return { result: work(), outputs }
  } finally {
    for (const [, module] of watched) Reflect.deleteProperty(module, 'forward')
  }
}

function firstTensor(made: unknown): Tensor | undefined {
  if (made instanceof Tensor) return made
  if (typeof made !== 'object' || made === null) return undefined
  return Object.values(made).find((part) => part instanceof Tensor)
}

function freeName(taken: Readonly<Record<string, Tensor>>, name: string): string {
  if (!Object.hasOwn(taken, name)) return name
  let count = 1
  while (Object.hasOwn(taken, `${name}:${count}`)) count++
  return `${name}:${count}`
}
