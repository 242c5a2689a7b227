import { compile, readAll, Tensor, tensor, variable } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import type { PlanAction, PlanArgument, SyftPlan } from '../../serde/plan.ts'
import type { NumericTensor } from '../../tensor-value.ts'
import { PLAN_OPS, PlanError, type PlanValue } from './plan-ops.ts'

/** Functions may be called by these names; methods by their bare name. */
const MODULES = /^(?:torch\.nn\.functional\.|torch\.functional\.|torch\.Tensor\.|torch\.|F\.)/

/** Sets of input shapes that are kept traced; a plan that sees more of them begins anew. */
const MOST_SHAPES = 32

/** The op behind a name; in-place ones give the same and replace what they were called on. */
function findOp({
  name,
  target,
}: PlanAction): { op: (typeof PLAN_OPS)[string]; isInPlace: boolean } | undefined {
  if (!target && name.includes('.') && !MODULES.test(name)) return undefined
  const bare = name.replace(MODULES, '')
  if (Object.hasOwn(PLAN_OPS, bare))
    return { op: PLAN_OPS[bare]!, isInPlace: /^__i(?:add|sub|mul|truediv)__$/.test(bare) }
  const [, plain] = /^([a-z]\w*[a-z\d])_$/.exec(bare) ?? []
  const isKnown = plain !== undefined && Object.hasOwn(PLAN_OPS, plain)
  return isKnown ? { op: PLAN_OPS[plain]!, isInPlace: true } : undefined
}

/** @throws Fault `unsupported_format` naming the ops that are not on the list */
export function requireCovered({ actions }: SyftPlan): void {
  const unknown = new Set(actions.filter((action) => !findOp(action)).map(({ name }) => name.slice(0, 80)))
  if (unknown.size === 0) return
  const named = [...unknown].slice(0, 10).join(', ')
  throw new Fault('unsupported_format', `the plan uses what is not covered here: ${named}`)
}

/**
 * Makes a function of a plan: the actions become one graph for every set of input shapes. For the first of them, most
 * often the only one, the weights are a part of the model, which ONNX Runtime then prepares once; the others share one
 * copy of the weights.
 */
export function planRunner(plan: SyftPlan): (inputs: NumericTensor[]) => Promise<NumericTensor[]> {
  const state = new Map([...plan.state].map(([key, value]) => [key, variable(toTensor(value))]))
  const constants = new Map<NumericTensor, Tensor>()
  const step = (isFrozen: boolean) =>
    compile((...inputs: Tensor[]) => trace(plan, state, constants, inputs), { isFrozen })
  const first = step(true)
  let others = step(false)
  let usual: string | undefined
  const shapes = new Set<string>()
  return async (values) => {
    if (values.length !== plan.inputs.length) {
      throw new PlanError(`the plan takes ${plan.inputs.length} inputs, not ${values.length}`)
    }
    const key = values.map(({ dtype, shape }) => `${dtype}${shape}`).join(';')
    usual ??= key
    const run = key === usual ? first : others
    shapes.add(key)
    if (shapes.size > MOST_SHAPES) {
      others = step(false)
      shapes.clear()
    }
    const outputs = (await run(...values.map(toTensor))) as Tensor[]
    const read = await readAll(outputs)
    return outputs.map(
      ({ dtype, shape }, i) => ({ dtype, shape: [...shape], data: read[i]! }) as NumericTensor,
    )
  }
}

function trace(
  plan: SyftPlan,
  state: ReadonlyMap<string, Tensor>,
  constants: Map<NumericTensor, Tensor>,
  inputs: readonly Tensor[],
): Tensor[] {
  const known = new Map<string, PlanValue>(state)
  for (const [index, key] of plan.inputs.entries()) known.set(key, inputs[index]!)
  const argumentValue = (argument: PlanArgument): PlanValue => {
    if ('plain' in argument) return argument.plain
    if ('list' in argument) return argument.list.map(argumentValue)
    if ('tensor' in argument) {
      const made = constants.get(argument.tensor) ?? toTensor(argument.tensor)
      constants.set(argument.tensor, made)
      return made
    }
    const value = known.get(argument.ref)
    if (value === undefined) throw new PlanError(`the plan uses a value (${argument.ref}) that it never made`)
    return value
  }
  for (const action of plan.actions) {
    const { op, isInPlace } = findOp(action)!
    const { target, args, kwargs, returns } = action
    const given = {
      args: [...(target ? [target] : []), ...args].map(argumentValue),
      kwargs: Object.fromEntries(Object.entries(kwargs).map(([name, value]) => [name, argumentValue(value)])),
    }
    let result: PlanValue
    try {
      result = op!(given)
    } catch (error) {
      throw new PlanError(`${action.name}: ${(error as Error).message}`)
    }
    const several = returns.length > 1 && Array.isArray(result) ? result : undefined
    for (const [index, key] of returns.entries()) known.set(key, several ? (several[index] ?? null) : result)
    if (isInPlace && target && 'ref' in target) known.set(target.ref, result)
  }
  return plan.outputs.flatMap((key) => {
    const value = known.get(key)
    if (value instanceof Tensor) return [value]
    if (Array.isArray(value) && value.every((item) => item instanceof Tensor)) return value as Tensor[]
    if (typeof value === 'number') return [tensor(value)]
    throw new PlanError(`the plan's output ${key} is no tensor`)
  })
}

/** Element types that the engine has not become the next wider one that it has. */
const WIDER: Record<string, 'int32' | 'int64'> = {
  int8: 'int32',
  int16: 'int32',
  uint16: 'int32',
  uint32: 'int64',
}

function toTensor({ dtype, shape, data }: NumericTensor): Tensor {
  if (dtype === 'uint64') throw new PlanError('tensors of uint64 are not covered')
  const wider = WIDER[dtype]
  if (wider === 'int32') return tensor(Int32Array.from(data as Int8Array), { dtype: 'int32', shape })
  if (wider === 'int64')
    return tensor(BigInt64Array.from(data as Uint32Array, BigInt), { dtype: 'int64', shape })
  return tensor(data as Float32Array, { dtype: dtype as 'float32', shape })
}
