import { type Tensor, where } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { select } from '../../params.ts'
import { port } from '../../ports.ts'

/** Logarithms of probabilities, 0 where there is nothing: what has no probability adds nothing. */
const logOf = (p: Tensor) => where(p.gt(0), p, 1).log()

export default defineGraphNode({
  name: 'KLDivergence',
  category: 'RL',
  description: 'How far one distribution is from another: $\\mathrm{KL}(p \\| q) = \\sum p \\log(p / q)$.',
  inputs: {
    p: port('TENSOR', 'The distribution that counts, over the last axis'),
    q: port('TENSOR', 'What it is compared with'),
  },
  outputs: { kl: port('TENSOR', 'One number, or with `none` every term of the sum') },
  params: {
    input_kind: select(['probs', 'logits'], 'probs', {
      description: 'Whether they are probabilities or scores',
    }),
    reduction: select(['batchmean', 'sum', 'mean', 'none'], 'batchmean', {
      description: 'The mean over the first axis, the sum, the mean of all terms, or every term',
    }),
  },
  run({ p, q }, { input_kind, reduction }) {
    const isLogits = input_kind === 'logits'
    const terms = isLogits
      ? p.softmax(-1).mul(p.logSoftmax(-1).sub(q.logSoftmax(-1)))
      : where(p.gt(0), p.mul(logOf(p).sub(q.log())), 0)
    const kl = {
      batchmean: () => terms.sum().div(terms.shape[0] ?? 1),
      sum: () => terms.sum(),
      mean: () => terms.mean(),
      none: () => terms,
    }
    return { kl: kl[reduction]() }
  },
  python: `
if input_kind == "logits":
    terms = torch.softmax(p, -1) * (torch.log_softmax(p, -1) - torch.log_softmax(q, -1))
else:
    terms = torch.where(p > 0, p * (p.log() - q.log()), torch.zeros(()))
if reduction == "batchmean":
    return {"kl": terms.sum() / terms.shape[0]}
return {"kl": {"sum": terms.sum, "mean": terms.mean, "none": lambda: terms}[reduction]()}`,
})
