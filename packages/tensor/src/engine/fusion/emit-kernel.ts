import { INSTRUCTIONS, type Rule } from './rule.ts'
import { f32, functionModule, i32, local, op, simd, type Type, v128 } from './wasm.ts'

/** Bytes of four float32 lanes. Tensors start at a multiple of it, and what fills up their last four is theirs. */
export const VECTOR = 16

/**
 * Writes a rule as a WebAssembly module: `run(bytes, ...addresses, ...scalars)` goes once over tensors of so many
 * bytes, four elements at a time. What is written may be what was read: an element depends on no other.
 */
export function emitKernel({ tensors, scalars, steps, writes }: Rule): Uint8Array<ArrayBuffer> {
  const params: Type[] = [i32, ...Array<Type>(tensors).fill(i32), ...Array<Type>(scalars).fill(f32)]
  const position = params.length
  const laneOf = (step: number) => position + 1 + step
  const address = (tensor: number) => [...local.get(1 + tensor), ...local.get(position), op.i32Add]
  const load = (tensor: number) => [...address(tensor), ...simd.load]
  // Four bytes, widened to four lanes.
  const loadMask = (tensor: number) => {
    const quarter = [...local.get(position), ...op.i32Const(2), op.i32ShrU]
    const bytes = [...local.get(1 + tensor), ...quarter, op.i32Add, ...simd.load4]
    return [...bytes, ...simd.widen8, ...simd.widen16, ...simd.constant(0), ...simd.differs]
  }
  const before: number[] = []
  const inside: number[] = []

  for (const [i, step] of steps.entries()) {
    if ('load' in step) inside.push(...(step.isMask ? loadMask(step.load) : load(step.load)))
    else if ('scalar' in step) {
      before.push(...local.get(1 + tensors + step.scalar), ...simd.splat)
      if (step.isMask) before.push(...simd.constant(0), ...simd.instruction(INSTRUCTIONS.ne))
    } else if ('bits' in step) before.push(...simd.constant(step.bits))
    else {
      inside.push(...step.inputs.flatMap((input) => local.get(laneOf(input))))
      inside.push(...simd.instruction(INSTRUCTIONS[step.op]))
    }
    const isMadeOnce = 'scalar' in step || 'bits' in step
    ;(isMadeOnce ? before : inside).push(...local.set(laneOf(i)))
  }
  for (const { value, tensor } of writes) {
    inside.push(...address(tensor), ...local.get(laneOf(value)), ...simd.store)
  }
  const next = [...local.get(position), ...op.i32Const(VECTOR), op.i32Add, ...local.tee(position)]
  const loop = [...op.loop, ...inside, ...next, ...local.get(0), op.i32LtU, ...op.brIf(0), op.end]
  return functionModule({
    params,
    locals: [i32, ...Array<Type>(steps.length).fill(v128)],
    body: [...before, ...loop],
  })
}
