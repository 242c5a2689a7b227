import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'AttentionHeatmap',
  category: 'LLM',
  description: 'Shows which token looks at which: the editor draws the weights as colours.',
  inputs: {
    weights: port('TENSOR', 'Attention weights, [Q, K], [H, Q, K] or [B, H, Q, K]'),
    labels: optional('LIST', 'The tokens, for the axes'),
  },
  outputs: {
    weights: port('TENSOR', 'The same, or those of one head'),
    labels: port('LIST', 'The same'),
  },
  params: {
    head_index: int(-1, { description: 'The head to show; below 0 for all' }),
    colormap: select(['viridis', 'blues', 'RdBu'], 'viridis', { description: 'The colours' }),
  },
  run({ weights, labels = [] }, { head_index: head }) {
    if (head < 0 || weights.shape.length < 3) return { weights, labels }
    const axis = weights.shape.length - 3
    const heads = weights.shape[axis]!
    if (head >= heads) throw new Fault('validation_failed', `there is no head ${head}: there are ${heads}`)
    return { weights: weights.select(axis, head), labels }
  },
  python: `
shown = weights.select(-3, head_index) if head_index >= 0 and weights.dim() >= 3 else weights
return {"weights": shown, "labels": labels or []}`,
})
