import type { NumericTensor } from '../tensor-value.ts'
import { broken, CODE, isList, itemsOf, type Simplified, textOf, typedOf } from './simplified.ts'
import { readSyftTensor } from './syft-tensor.ts'

/** Something in an action's arguments: a value from before, or one that stands there. */
export type PlanArgument =
  | { ref: string }
  | { tensor: NumericTensor }
  | { list: PlanArgument[] }
  | { plain: number | boolean | string | null }

export interface PlanAction {
  /** `torch.nn.functional.relu`, or the name of a method. */
  name: string
  /** What the method is called on. */
  target: PlanArgument | undefined
  args: PlanArgument[]
  kwargs: Record<string, PlanArgument>
  returns: string[]
}

/** What a plan does, whichever version of syft wrote it. */
export interface SyftPlan {
  name: string
  inputs: string[]
  outputs: string[]
  state: Map<string, NumericTensor>
  actions: PlanAction[]
}

const MOST_ACTIONS = 10_000

/**
 * Reads a plan in the layout of syft 0.2.3 (operations, and roles in the placeholders' tags) or of 0.2.9 (a role
 * with actions).
 *
 * @throws Fault `invalid_request` naming what is not there
 */
export async function readPlan(value: Simplified): Promise<SyftPlan> {
  const typed = typedOf(value)
  if (typed?.code !== CODE.plan || !isList(typed.parts)) throw broken('it is no plan')
  const parts = typed.parts
  if (typedOf(parts[1] ?? null)?.code === CODE.role) return readRolePlan(parts)
  if (parts.length === 9) return readOperationPlan(parts)
  throw broken(`a plan of ${parts.length} fields is of no version known here: 0.2.3 has 9, 0.2.9 has 10`)
}

/** (id, operations, state, include_state, is_built, name, tags, description, placeholders) */
async function readOperationPlan(parts: readonly Simplified[]): Promise<SyftPlan> {
  const placeholders = itemsOf(parts[8]).map(readPlaceholder)
  const numbered = (kind: 'input' | 'output') =>
    placeholders
      .flatMap(({ key, tags }) => {
        const tag = tags.find((text) => text.startsWith(`#${kind}-`))
        return tag === undefined ? [] : [{ key, index: Number(tag.slice(kind.length + 2)) }]
      })
      .sort((a, b) => a.index - b.index)
      .map(({ key }) => key)
  return finish({
    name: readName(parts[5]),
    inputs: numbered('input'),
    outputs: numbered('output'),
    state: await readState(parts[2]!),
    actions: await readActions(parts[1], readOperation),
  })
}

/** (id, role, include_state, name, tags, description, torchscript, input_types, base_framework, roles) */
async function readRolePlan(parts: readonly Simplified[]): Promise<SyftPlan> {
  const role = typedOf(parts[1]!)!.parts
  if (!isList(role) || role.length < 6) throw broken('a role has too few fields')
  const [, actions, state, , inputs, outputs] = role
  return finish({
    name: readName(parts[3]),
    inputs: itemsOf(inputs).map(keyOf),
    outputs: itemsOf(outputs).map(keyOf),
    state: await readState(state!),
    actions: await readActions(actions, readAction),
  })
}

function finish(plan: SyftPlan): SyftPlan {
  if (plan.inputs.length === 0) throw broken('the plan takes no inputs')
  if (plan.outputs.length === 0) throw broken('the plan gives no outputs: it was never built')
  return plan
}

async function readActions(
  value: Simplified | undefined,
  read: (item: Simplified) => Promise<PlanAction>,
): Promise<PlanAction[]> {
  const items = itemsOf(value)
  if (items.length > MOST_ACTIONS) throw broken(`a plan of more than ${MOST_ACTIONS} actions`)
  return Promise.all(items.map(read))
}

/** ((name, self, args, kwargs), return placeholders) */
async function readOperation(value: Simplified): Promise<PlanAction> {
  const [command, returns] = itemsOf(value)
  const [name, self, args, kwargs] = itemsOf(command)
  return readCall(name, self, args, kwargs, returns)
}

/** (name, target, args, kwargs, return ids, …) */
async function readAction(value: Simplified): Promise<PlanAction> {
  const typed = typedOf(value)
  const parts = typed && isList(typed.parts) ? typed.parts : itemsOf(value)
  const [name, target, args, kwargs, returns] = parts
  return readCall(name, target, args, kwargs, returns)
}

async function readCall(
  name: Simplified | undefined,
  target: Simplified | undefined,
  args: Simplified | undefined,
  kwargs: Simplified | undefined,
  returns: Simplified | undefined,
): Promise<PlanAction> {
  const pairs = kwargs === null || kwargs === undefined ? [] : dictOf(kwargs)
  const named = await Promise.all(
    pairs.map(async ([key, value]) => [textOf(key), await readArgument(value)] as const),
  )
  return {
    name: textOf(name),
    target: target === null || target === undefined ? undefined : await readArgument(target),
    args: await Promise.all(itemsOf(args).map((arg) => readArgument(arg))),
    kwargs: Object.fromEntries(named),
    returns:
      isList(returns) &&
      typedOf(returns)?.code !== CODE.placeholder &&
      typedOf(returns)?.code !== CODE.placeholderId
        ? itemsOf(returns).map(keyOf)
        : [keyOf(returns!)],
  }
}

function dictOf(value: Simplified): [Simplified, Simplified][] {
  const typed = typedOf(value)
  const items = typed?.code === CODE.dict ? typed.parts : value
  if (!isList(items)) throw broken('named arguments are no dict')
  return items.map((pair) => {
    if (!isList(pair) || pair.length !== 2) throw broken('named arguments are no dict')
    return [pair[0]!, pair[1]!]
  })
}

async function readArgument(value: Simplified): Promise<PlanArgument> {
  const typed = typedOf(value)
  if (!typed) {
    if (value instanceof Uint8Array) return { plain: textOf(value) }
    if (typeof value === 'bigint') return { plain: Number(value) }
    if (isList(value)) throw broken('an argument has no type')
    return { plain: value }
  }
  const { list, tuple, size, str, placeholder, placeholderId, tensor, parameter } = CODE
  switch (typed.code) {
    case placeholder:
    case placeholderId:
      return { ref: keyOf(value) }
    case tensor:
    case parameter:
      return { tensor: (await readSyftTensor(value)).value }
    case list:
    case tuple:
    case size:
      return { list: await Promise.all(itemsOf(value).map((item) => readArgument(item))) }
    case str:
      return { plain: textOf(value) }
    default:
      throw broken(`an argument of type ${typed.code} is not covered`)
  }
}

/** (state placeholders, tensors) */
async function readState(value: Simplified): Promise<Map<string, NumericTensor>> {
  const typed = typedOf(value)
  if (typed?.code !== CODE.state || !isList(typed.parts)) throw broken('a plan has no state')
  const keys = itemsOf(typed.parts[0]).map(keyOf)
  const tensors = itemsOf(typed.parts[1])
  if (keys.length !== tensors.length) throw broken('a state has not one tensor for each placeholder')
  const read = await Promise.all(tensors.map((tensor) => readSyftTensor(tensor)))
  return new Map(keys.map((key, index) => [key, read[index]!.value]))
}

interface Placeholder {
  key: string
  tags: string[]
}

/** (id, tags, description, …) */
function readPlaceholder(value: Simplified): Placeholder {
  const typed = typedOf(value)
  if (typed?.code !== CODE.placeholder || !isList(typed.parts)) throw broken('a placeholder is missing')
  const [, tags] = typed.parts
  const isNone = tags === null || tags === undefined
  return { key: keyOf(value), tags: isNone ? [] : itemsOf(tags).map(textOf) }
}

/** The id of a placeholder, by itself or inside one. */
function keyOf(value: Simplified): string {
  const typed = typedOf(value)
  if (typed && (typed.code === CODE.placeholder || typed.code === CODE.placeholderId)) {
    return keyOf(isList(typed.parts) ? typed.parts[0]! : typed.parts)
  }
  if (typed?.code === CODE.str || value instanceof Uint8Array) return textOf(value)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  throw broken('an id is neither a number nor a text')
}

const readName = (value: Simplified | undefined): string =>
  value === null || value === undefined ? 'plan' : textOf(value)
