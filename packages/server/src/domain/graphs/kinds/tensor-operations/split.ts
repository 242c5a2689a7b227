import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { type Ports, port } from '../../ports.ts'

/** `chunk_0` … `chunk_{n-1}`. */
const chunkPorts = (count: number): Ports =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`chunk_${i}`, port('TENSOR', `Part ${i + 1} of ${count}`)]),
  )

export default defineGraphNode({
  name: 'Split',
  category: 'Tensor Operations',
  description: 'Cuts a tensor into parts of equal size along an axis; the last may be smaller.',
  inputs: { tensor: port('TENSOR', 'What to cut') },
  outputs: chunkPorts(2),
  params: {
    chunks: int(2, { min: 1, max: 32, description: 'How many parts' }),
    dim: int(0, { description: 'The axis to cut' }),
  },
  outputsOf: ({ chunks }) => chunkPorts(Math.min(Math.max(chunks, 1), 32)),
  run: ({ tensor }, { chunks, dim }) =>
    Object.fromEntries(tensor.chunk(chunks, dim).map((part, i) => [`chunk_${i}`, part])),
  python: `return {f"chunk_{i}": part for i, part in enumerate(torch.chunk(tensor, chunks, dim))}`,
})
