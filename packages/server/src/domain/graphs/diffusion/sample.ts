import { compile, type Tensor, tensor } from '@nodeyard/tensor'
import { remainders } from './noise-schedule.ts'

export interface SampleOptions {
  /** Pure noise, [N, C, H, W]. */
  noise: Tensor
  betas: readonly number[]
  /** Tells the noise in images at a time step [N]. */
  predict(images: Tensor, steps: Tensor): Tensor
  /** New noise for each step but the last, drawn as they come. */
  draw(): Tensor
  signal: AbortSignal
}

/**
 * Ancestral sampling (Ho et al., 2020, algorithm 2): from noise step by step to an image, each time taking away what
 * the network takes for noise and adding a little fresh one.
 */
export async function sample({ noise, betas, predict, draw, signal }: SampleOptions): Promise<Tensor> {
  const left = remainders(betas)
  // The factors are data, so that all steps share one compiled model.
  const step = compile((images: Tensor, time: Tensor, factors: Tensor, fresh: Tensor) => {
    const [scale, share, spread] = factors.unbind() as [Tensor, Tensor, Tensor]
    return images.sub(predict(images, time).mul(share)).mul(scale).add(fresh.mul(spread))
  })
  let images = noise
  for (let i = betas.length - 1; i >= 0; i--) {
    signal.throwIfAborted()
    const beta = betas[i]!
    const spread = i > 0 ? Math.sqrt(beta) : 0
    const share = beta > 0 ? beta / Math.sqrt(1 - left[i]!) : 0
    const factors = tensor([1 / Math.sqrt(1 - beta), share, spread])
    const time = tensor(BigInt64Array.from({ length: noise.shape[0]! }, () => BigInt(i)))
    images = await step(images, time, factors, i > 0 ? draw() : noise.mul(0))
  }
  return images
}
