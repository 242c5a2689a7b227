import { Embedding } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'

interface Params {
  num_embeddings: number
  embedding_dim: number
  padding_idx: number
}

const table = (context: RunContext, { num_embeddings, embedding_dim, padding_idx }: Params) =>
  context.module(
    () => new Embedding(num_embeddings, embedding_dim, padding_idx < 0 ? {} : { paddingIdx: padding_idx }),
  )

export default defineGraphNode({
  name: 'Embedding',
  category: 'Utility',
  description: 'Replaces each whole number by a vector of its own from a learned table.',
  inputs: { tensor: port('TENSOR', 'Row numbers of any shape; fractions are cut off') },
  outputs: { tensor: port('TENSOR', 'The rows: one more axis, of size embedding_dim') },
  params: {
    num_embeddings: int(10_000, { description: 'Rows of the table: how many different numbers there are' }),
    embedding_dim: int(256, { description: 'Length of each vector' }),
    padding_idx: int(-1, { description: 'A row that stays zero and is not learned; below 0 for none' }),
  },
  weights: ['num_embeddings', 'embedding_dim', 'padding_idx'],
  run: ({ tensor }, params, context) => ({ tensor: table(context, params).forward(tensor.to('int64')) }),
  steps: ({ tensor }, outputs, params, context) => [
    { name: 'indices', description: 'Which rows are wanted.', tensors: { indices: tensor.to('int64') } },
    {
      name: 'embedding_table',
      description: 'The learned table: one row for each number there is.',
      scalars: { num_embeddings: params.num_embeddings, embedding_dim: params.embedding_dim },
      tensors: { weight: table(context, params).weight },
    },
    {
      name: 'lookup',
      description: 'The wanted rows, in place of their numbers.',
      tensors: { output: outputs.tensor },
    },
  ],
  python: `
padding = None if padding_idx < 0 else padding_idx
return {"tensor": F.embedding(tensor.long(), weights["weight"], padding_idx=padding)}`,
})
