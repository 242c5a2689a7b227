import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { float, select } from '../../params.ts'
import { port } from '../../ports.ts'
import { networkOf } from '../../training/forward-batch.ts'
import { OPTIMIZER_TYPES } from '../../training/optimizers.ts'

export default defineGraphNode({
  name: 'Optimizer',
  category: 'Training',
  description: 'How weights follow their gradients.',
  inputs: { model: port('MODEL', 'Whose weights it changes') },
  outputs: { optimizer: port('OPTIMIZER', 'The optimizer, for a training loop') },
  params: {
    type: select(OPTIMIZER_TYPES, 'Adam', { description: 'By its name in PyTorch' }),
    lr: float(0.001, { min: 0, description: 'Learning rate' }),
    weight_decay: float(0, { min: 0, description: 'Pull of the weights towards 0' }),
  },
  run({ model }, { type, lr, weight_decay }) {
    if (type === 'Rprop' && weight_decay !== 0) {
      throw new Fault('validation_failed', 'Rprop has no weight_decay: set it to 0', {
        field: 'weight_decay',
      })
    }
    const network = networkOf(model, 'an optimizer')
    if (network.parameters().length === 0) {
      throw new Fault('validation_failed', 'the model has no weights to optimize')
    }
    return { optimizer: { kind: 'optimizer' as const, type, lr, weightDecay: weight_decay, model: network } }
  },
  python: `
options = {} if type == "Rprop" else {"weight_decay": weight_decay}
return {"optimizer": getattr(torch.optim, type)(model.parameters(), lr=lr, **options)}`,
})
