import type { Tensor } from '@nodeyard/tensor'
import type { Step } from '../run-context.ts'
import type { Attended } from './heads.ts'

/** Attention in several heads, taken apart for a learner. */
export function headSteps(inputs: Record<string, Tensor>, attended: Attended): Step[] {
  const { queries, keys, values, scores, weights, joined, output } = attended
  return [
    { name: 'input', description: 'What comes in.', tensors: inputs },
    {
      name: 'compute_qkv',
      description:
        'Every position asks (query), is asked for (key) and has something to give (value), in each head.',
      tensors: { queries, keys, values },
    },
    {
      name: 'scaled_scores',
      description: 'How well each query fits each key, over the root of a head’s size; blocked pairs are -∞.',
      scalars: { d_k: queries.shape.at(-1)! },
      tensors: { scores },
    },
    {
      name: 'softmax_weights',
      description: 'The scores of each query as shares that sum to 1.',
      tensors: { weights },
    },
    {
      name: 'concat_and_project',
      description: 'What the heads gathered stands side by side, and one last layer mixes it.',
      tensors: { concatenated: joined, output },
    },
  ]
}
