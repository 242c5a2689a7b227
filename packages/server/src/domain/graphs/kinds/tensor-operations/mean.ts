import { defineGraphNode } from '../../graph-node.ts'
import { bool, parseInts, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Mean',
  category: 'Tensor Operations',
  description: 'The mean over one axis or several of them.',
  inputs: { tensor: port('TENSOR', 'What to average') },
  outputs: { tensor: port('TENSOR', 'The means') },
  params: {
    dim: string('-1', { description: 'The axes, with commas between; none for all of them' }),
    keepdim: bool(false, { description: 'Keep those axes, with size 1' }),
  },
  run({ tensor }, { dim: text, keepdim }) {
    const dims = parseInts(text, 'dim')
    return { tensor: tensor.mean(dims.length > 0 ? dims : undefined, keepdim) }
  },
  python: `
dims = [int(part) for part in dim.split(",") if part.strip()]
return {"tensor": torch.mean(tensor, dims or list(range(tensor.dim())), keepdim)}`,
})
