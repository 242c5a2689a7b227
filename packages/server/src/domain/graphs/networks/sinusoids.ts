import { concat, constantTensor, type Tensor } from '@nodeyard/tensor'

/**
 * Numbers as points on waves of many lengths, so that near ones look alike and far ones differ: steps [B] (or one
 * step, []) to [B, size], the sines first, then the cosines (Vaswani et al., 2017).
 *
 * @param maxPeriod the length of the longest wave, over 2π
 */
export function sinusoids(steps: Tensor, size: number, maxPeriod: number): Tensor {
  const half = size / 2
  const frequencies = Array.from({ length: half }, (_, i) => Math.exp((-Math.log(maxPeriod) * i) / half))
  const angles = steps
    .flatten()
    .to('float32')
    .unsqueeze(1)
    .mul(constantTensor(frequencies, [half], 'float32'))
  return concat([angles.sin(), angles.cos()], 1)
}
