import { type Module, type OptimizerState, type Tensor, tensor } from '@nodeyard/tensor'
import type { TorchContent, TorchValue } from '@nodeyard/tensor/formats'
import type { OptimizerPlan } from '../values.ts'
import { encodeTorch, memberOf, torchArrays } from './model-files.ts'
import { type AnyOptimizer, makeOptimizer } from './optimizers.ts'
import { lastOptimizerOf } from './train-model.ts'

/** The optimizer of a plan as the model was last trained with it; a fresh one if it was not. */
export function optimizerFor(plan: OptimizerPlan, model: Module): AnyOptimizer {
  const last = lastOptimizerOf(model)
  return last?.plan.type === plan.type ? last.optimizer : makeOptimizer(plan, model)
}

/** A checkpoint as PyTorch's tutorials have it: epoch, model, optimizer and losses, in a file that PyTorch loads. */
export async function encodeCheckpoint(options: {
  model: Module
  plan: OptimizerPlan
  epoch: number
  losses: Tensor | undefined
}): Promise<Uint8Array> {
  const { model, plan, epoch, losses } = options
  const { tensors, groups } = optimizerFor(plan, model).stateDict()
  const arrays = await torchArrays({ ...tensors, ...(losses && { losses }) })
  const state = new Map<number, Record<string, TorchContent>>()
  for (const name of Object.keys(tensors)) {
    const [place = '', key = ''] = split(name)
    const kept = state.get(Number(place)) ?? {}
    kept[key] = arrays[name]!
    state.set(Number(place), kept)
  }
  const params = model.parameters().map((_, i) => i)
  const param_groups = groups.map(({ lr, initialLr, momentum }) => ({
    lr,
    initial_lr: initialLr,
    weight_decay: plan.weightDecay,
    ...(momentum !== undefined && { momentum }),
    params,
  }))
  return encodeTorch({
    epoch,
    model_state_dict: await torchArrays(model.stateDict()),
    optimizer_state_dict: { state, param_groups, type: plan.type },
    ...(arrays.losses && { losses: arrays.losses }),
  })
}

/** The optimizer's state in a checkpoint, ours or PyTorch's; undefined where it has none. */
export async function decodeOptimizer(
  value: TorchValue,
  names: readonly string[],
  read: (path: string) => Promise<Tensor>,
): Promise<OptimizerState | undefined> {
  const saved = memberOf(value, 'optimizer_state_dict')
  const groups = saved === undefined ? undefined : memberOf(saved, 'param_groups')
  if (!Array.isArray(groups) || groups.length !== 1) return undefined
  const prefix = 'optimizer_state_dict.state.'
  const tensors: Record<string, Tensor> = {}
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const part = await read(name)
    const key = name.slice(prefix.length)
    tensors[key] = key.endsWith('.step') ? part.to('float64') : part
  }
  // Before version 1.12 PyTorch kept the count of steps as a plain number.
  const state = memberOf(saved!, 'state')
  if (state instanceof Map) {
    for (const [place, kept] of state) {
      const step = kept instanceof Map ? kept.get('step') : undefined
      if (typeof step === 'number') tensors[`${String(place)}.step`] = tensor(step, { dtype: 'float64' })
    }
  }
  if (Object.keys(tensors).length === 0) return undefined
  const [group] = groups as [TorchValue]
  const lr = Number(memberOf(group, 'lr') ?? 0)
  return { tensors, groups: [{ lr, initialLr: Number(memberOf(group, 'initial_lr') ?? lr) }] }
}

const split = (name: string) => {
  const dot = name.indexOf('.')
  return [name.slice(0, dot), name.slice(dot + 1)]
}
