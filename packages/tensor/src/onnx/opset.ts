import type { OnnxOperation } from '../formats/onnx-write.ts'
import { TensorError } from '../graph/tensor-error.ts'

/** Models are written in operator sets from here up to the engine's own. */
export const LOWEST_OPSET = 14
/** The operator set that is taken when nothing asks for a higher one: known to every runtime in use. */
export const USUAL_OPSET = 17

/** The operator set from which on an operator has the form that ops write. Others had it before the lowest. */
function sinceOpset({ type, inputs, attributes = {} }: OnnxOperation): number {
  if (type === 'LayerNormalization') return 17
  if ((type === 'ScatterElements' || type === 'ScatterND') && attributes.reduction) {
    const reduction = attributes.reduction
    return 'string' in reduction && /^(max|min)$/.test(reduction.string) ? 18 : 16
  }
  if (type === 'Pad' && inputs.length > 3) return 18
  if (type === 'Gelu') return 20
  if (type === 'GroupNormalization' || type === 'RMSNormalization' || type === 'Attention') return 24
  if (type === 'Shape' && (attributes.start || attributes.end)) return 15
  return LOWEST_OPSET
}

/**
 * The operator set for a model: the one asked for, or the usual one unless an operator needs a higher.
 * @throws TensorError `argument` when an operator is not in the one asked for
 */
export function chooseOpset(
  operations: readonly OnnxOperation[],
  asked: number | undefined,
  highest: number,
): number {
  const standard = operations.filter(({ domain }) => domain === undefined)
  const needed = standard.reduce((most, operation) => Math.max(most, sinceOpset(operation)), LOWEST_OPSET)
  if (asked === undefined) return Math.max(needed, USUAL_OPSET)
  if (!Number.isInteger(asked) || asked < LOWEST_OPSET || asked > highest) {
    throw new TensorError('argument', `opset ${asked}: models are written in ${LOWEST_OPSET} to ${highest}`)
  }
  if (asked >= needed) return asked
  const types = standard.filter((operation) => sinceOpset(operation) > asked).map(({ type }) => type)
  throw new TensorError(
    'argument',
    `opset ${asked} lacks ${[...new Set(types)].join(', ')} as it is used here; ask for ${needed}`,
  )
}

/** Reductions that took their axes as an attribute before operator set 18. */
export const AXES_AS_ATTRIBUTE = new Set(
  ['L1', 'L2', 'LogSum', 'LogSumExp', 'Max', 'Mean', 'Min', 'Prod', 'SumSquare'].map(
    (name) => `Reduce${name}`,
  ),
)
