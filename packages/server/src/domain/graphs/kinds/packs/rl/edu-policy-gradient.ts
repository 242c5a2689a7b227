import { zerosLike } from '@nodeyard/tensor'
import { defineGraphNode } from '../../../graph-node.ts'
import { float, select } from '../../../params.ts'
import { port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'Edu-PolicyGradient',
  category: 'RL',
  description:
    'The loss of REINFORCE, taken apart: $-\\frac{1}{N}\\sum \\log \\pi(a_t)\\,(r_t - b)$. Lowering it makes well rewarded actions more probable.',
  inputs: {
    logits: port('TENSOR', 'Scores of the actions, [N, actions]'),
    actions: port('TENSOR', 'The actions that were taken, [N]'),
    rewards: port('TENSOR', 'What each was rewarded with, [N]'),
  },
  outputs: {
    log_probs: port('TENSOR', 'Logarithms of the probabilities of the actions taken, [N]'),
    advantages: port('TENSOR', 'How much better each reward was than the baseline, [N]'),
    loss: port('TENSOR', 'The loss, one number'),
    probs: port('TENSOR', 'The policy: probabilities of all actions, [N, actions]'),
  },
  params: {
    baseline: select(['none', 'mean'], 'mean', {
      description: 'What rewards are compared with: nothing, or their mean',
    }),
    temperature: float(1, {
      min: 0.01,
      description: 'Above 1 the policy becomes more even, below 1 more decided',
    }),
  },
  run({ logits, actions, rewards: given }, { baseline, temperature }) {
    const scaled = logits.div(temperature)
    const chosen = actions.to('int64').unsqueeze(-1)
    const log_probs = scaled.logSoftmax(-1).gather(-1, chosen).squeeze(-1)
    const rewards = given.to(logits.dtype)
    const advantages = rewards.sub(baseline === 'mean' ? rewards.mean() : zerosLike(rewards))
    const loss = log_probs.mul(advantages.detach()).mean().neg()
    return { log_probs, advantages, loss, probs: scaled.softmax(-1) }
  },
  steps({ actions, rewards }, outputs) {
    const { probs, log_probs, advantages, loss } = outputs
    const chosen = actions.to('int64')
    return [
      {
        name: 'softmax',
        description: 'The scores, over the temperature, as probabilities.',
        tensors: { probs },
      },
      {
        name: 'gather',
        description: 'Of each row the probability of the action that was taken.',
        tensors: { actions: chosen, chosen_probs: probs.gather(-1, chosen.unsqueeze(-1)).squeeze(-1) },
      },
      { name: 'log', description: 'Their logarithms.', tensors: { log_probs } },
      {
        name: 'advantages',
        description: 'How much better than the baseline each reward was.',
        tensors: { rewards, advantages },
      },
      {
        name: 'loss',
        description: 'The mean of logarithms times advantages, negated, so that lower is better.',
        tensors: { loss },
      },
    ]
  },
  python: `
scaled = logits / temperature
log_probs = torch.log_softmax(scaled, -1).gather(-1, actions.long()[:, None]).squeeze(-1)
rewards = rewards.to(logits.dtype)
advantages = rewards - rewards.mean() if baseline == "mean" else rewards
loss = -(log_probs * advantages.detach()).mean()
return {"log_probs": log_probs, "advantages": advantages, "loss": loss, "probs": torch.softmax(scaled, -1)}`,
})
