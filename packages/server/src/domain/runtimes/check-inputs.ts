import { type InputProblem, inputFault } from './input-fault.ts'
import { describeShape, describeSpec, type ModelSchema, type TensorSpec } from './model-schema.ts'
import { describeInputs, unknownInput } from './read-json-inputs.ts'
import type { Tensors, TensorValue } from './tensor-value.ts'

/** Where an axis got its size first, for the message when another disagrees. */
interface Bound {
  size: number
  input: string
  axis: number
}

/**
 * Checks inputs against what the model takes: every name, dtype, rank and fixed axis, and one size for all
 * axes of one name. Nothing is added or guessed: a single sample for a model that takes batches is refused
 * with the shape it should have, so that what was sent is always what ran.
 *
 * @throws Fault `validation_failed` with an issue for each input that is wrong: what it is, what was expected
 */
export function checkInputs(inputs: Tensors, schema: ModelSchema): void {
  const bounds = new Map<string, Bound>()
  const problems: InputProblem[] = []
  let known = 0
  for (const spec of schema.inputs) {
    const value = Object.hasOwn(inputs, spec.name) ? inputs[spec.name] : undefined
    if (value) known++
    const problem = value ? checkInput(value, spec, bounds) : missing(spec, schema)
    if (problem) problems.push(problem)
  }
  if (known !== Object.keys(inputs).length) {
    for (const name of Object.keys(inputs)) {
      if (schema.inputs.some((spec) => spec.name === name)) continue
      problems.push({ input: name, message: unknownInput(name, schema), type: 'extra' })
    }
  }
  if (problems.length > 0) throw inputFault(problems)
}

function missing({ name }: TensorSpec, schema: ModelSchema): InputProblem {
  const message = `input "${name}" is missing; the model takes ${describeInputs(schema)}`
  return { input: name, message, type: 'missing' }
}

function checkInput(
  { dtype, shape }: TensorValue,
  spec: TensorSpec,
  bounds: Map<string, Bound>,
): InputProblem | undefined {
  const { name } = spec
  const problem = (message: string): InputProblem => ({ input: name, message, type: 'value_error' })
  if (dtype !== spec.dtype && !spec.isAnyDtype)
    return problem(`input "${name}" is ${dtype}; expected ${describeSpec(spec)}`)
  const sent = `input "${name}" has shape ${describeShape(shape)}`
  const expected = `expected ${describeShape(spec.shape)}`
  // A scalar and an unknown rank look the same in a schema: the runtime itself checks those.
  if (spec.shape.length === 0) return undefined
  if (shape.length !== spec.shape.length) {
    return problem(`${sent}; ${expected}${batchHint(shape, spec)}`)
  }
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis]!
    const wanted = spec.shape[axis]!
    if (typeof wanted === 'number') {
      if (size !== wanted) return problem(`${sent}; ${expected} (axis ${axis} is ${size}, not ${wanted})`)
    } else if (typeof wanted === 'string') {
      const bound = bounds.get(wanted)
      if (!bound) bounds.set(wanted, { size, input: name, axis })
      else if (bound.size !== size) {
        const other = `axis ${bound.axis} of "${bound.input}" made "${wanted}" ${bound.size}`
        return problem(`${sent}; ${expected}, and ${other}, so axis ${axis} must be ${bound.size} too`)
      }
    }
  }
  return undefined
}

/** The commonest mistake: one sample where the model takes several. */
function batchHint(shape: readonly number[], { shape: wanted }: TensorSpec): string {
  const isSample =
    shape.length === wanted.length - 1 &&
    typeof wanted[0] !== 'number' &&
    shape.every((size, axis) => typeof wanted[axis + 1] !== 'number' || wanted[axis + 1] === size)
  return isSample ? `: send one sample as ${describeShape([1, ...shape])}` : ''
}
