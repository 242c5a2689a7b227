import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  cosineEmbeddingLoss,
  crossEntropy,
  huberLoss,
  klDiv,
  l1Loss,
  marginRankingLoss,
  mseLoss,
  nllLoss,
  smoothL1Loss,
  type Tensor,
} from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import type { LossFunction } from '../values.ts'

/** Losses of an output and a target; `compares`: both are numbers of the same shape. */
const ONE: Record<string, { loss(output: Tensor, target: Tensor): Tensor; compares: boolean }> = {
  CrossEntropyLoss: { loss: (x, y) => crossEntropy(x, y), compares: false },
  NLLLoss: { loss: (x, y) => nllLoss(x, y), compares: false },
  MSELoss: { loss: (x, y) => mseLoss(x, y), compares: true },
  BCEWithLogitsLoss: { loss: (x, y) => binaryCrossEntropyWithLogits(x, y), compares: true },
  L1Loss: { loss: (x, y) => l1Loss(x, y), compares: true },
  SmoothL1Loss: { loss: (x, y) => smoothL1Loss(x, y), compares: true },
  KLDivLoss: { loss: (x, y) => klDiv(x, y), compares: true },
  HuberLoss: { loss: (x, y) => huberLoss(x, y), compares: true },
  BCELoss: { loss: (x, y) => binaryCrossEntropy(x, y), compares: true },
}

/** Losses of two outputs and a target. */
const TWO: Record<string, (a: Tensor, b: Tensor, target: Tensor) => Tensor> = {
  MarginRankingLoss: (a, b, y) => marginRankingLoss(a, b, y.to(a.dtype)),
  CosineEmbeddingLoss: (a, b, y) => cosineEmbeddingLoss(a, b, y.to(a.dtype)),
}

export const LOSS_TYPES = [
  'CrossEntropyLoss',
  'MSELoss',
  'BCEWithLogitsLoss',
  'L1Loss',
  'SmoothL1Loss',
  'NLLLoss',
  'KLDivLoss',
  'HuberLoss',
  'BCELoss',
  'MarginRankingLoss',
  'CosineEmbeddingLoss',
] as const

/**
 * A loss by PyTorch's name, with PyTorch's defaults. Targets of losses that compare numbers take the outputs' type, and
 * their shape where they have as many elements ([N] for outputs [N, 1]): there PyTorch would broadcast to
 * [N, N] with a mere warning.
 */
export function makeLoss(type: (typeof LOSS_TYPES)[number]): LossFunction {
  const one = ONE[type]
  const two = TWO[type]
  return {
    kind: 'loss',
    type,
    apply(outputs, targets) {
      const wanted = two ? 2 : 1
      if (outputs.length !== wanted || targets.length !== 1) {
        throw new Fault(
          'validation_failed',
          `${type} takes ${wanted === 1 ? 'one output' : 'two outputs'} and a target, not ` +
            `${outputs.length} and ${targets.length}`,
        )
      }
      const [a, b] = outputs as [Tensor, Tensor]
      const target = targets[0]!
      if (two) return two(a, b, target)
      if (!one!.compares) return one!.loss(a, target)
      const cast = target.to(a.dtype)
      return one!.loss(a, cast.numel === a.numel ? cast.reshape(a.shape) : cast)
    },
  }
}
