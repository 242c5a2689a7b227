import { defineGraphNode } from '../../graph-node.ts'
import { select } from '../../params.ts'
import { port } from '../../ports.ts'
import { LOSS_TYPES, makeLoss } from '../../training/losses.ts'

export default defineGraphNode({
  name: 'Loss',
  category: 'Training',
  description: 'What training makes smaller: how far outputs are from their targets.',
  inputs: {},
  outputs: { loss_fn: port('LOSS_FN', 'The loss, for a training loop') },
  params: {
    type: select(LOSS_TYPES, 'CrossEntropyLoss', {
      description: 'By its name in PyTorch, with its defaults',
    }),
  },
  run: (_inputs, { type }) => ({ loss_fn: makeLoss(type) }),
  python: `
loss = getattr(nn, type)()


def loss_fn(output, target):
    if isinstance(output, dict):
        return loss(*output.values(), target)
    if type in ("CrossEntropyLoss", "NLLLoss"):
        return loss(output, target)
    target = target.to(output.dtype)
    return loss(output, target.reshape(output.shape) if target.numel() == output.numel() else target)


return {"loss_fn": loss_fn}`,
})
