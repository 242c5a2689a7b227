import { defineGraphNode } from '../../graph-node.ts'
import { float, int, select } from '../../params.ts'
import { port } from '../../ports.ts'
import { SCHEDULE_TYPES } from '../../training/optimizers.ts'

export default defineGraphNode({
  name: 'LRScheduler',
  category: 'Training',
  description: 'How the learning rate changes while training goes on.',
  inputs: { optimizer: port('OPTIMIZER', 'Whose learning rate') },
  outputs: { scheduler: port('ANY', 'The schedule, for a training loop') },
  params: {
    type: select(SCHEDULE_TYPES, 'StepLR', { description: 'By its name in PyTorch' }),
    step_size: int(10, { description: 'Epochs between two steps (StepLR, MultiStepLR)' }),
    gamma: float(0.1, { description: 'What a step multiplies by' }),
    T_max: int(50, { description: 'Epochs of half a cosine, or until a restart' }),
    max_lr: float(0.01, { description: 'The highest rate (OneCycleLR)' }),
    total_steps: int(1000, { description: 'Batches in the cycle (OneCycleLR)' }),
  },
  run: (_inputs, { type, ...options }) => ({ scheduler: { kind: 'schedule' as const, type, options } }),
  python: `
make = {
    "StepLR": dict(step_size=step_size, gamma=gamma),
    "CosineAnnealingLR": dict(T_max=T_max),
    "ExponentialLR": dict(gamma=gamma),
    "ReduceLROnPlateau": dict(factor=gamma),
    "CosineAnnealingWarmRestarts": dict(T_0=T_max),
    "MultiStepLR": dict(milestones=[step_size * times for times in (1, 2, 3, 4)], gamma=gamma),
    "OneCycleLR": dict(max_lr=max_lr, total_steps=total_steps),
}
return {"scheduler": lambda optimizer: (type, getattr(torch.optim.lr_scheduler, type)(optimizer, **make[type]), total_steps)}`,
})
