import { Fault } from '../../../fault.ts'

export interface NoiseSchedule {
  steps: number
  schedule: 'linear' | 'cosine'
  betaStart: number
  betaEnd: number
}

/** How much noise each step of a diffusion adds, and what is left of the picture after it. */
export interface Noise {
  betas: Float64Array
  /** Products of 1 - beta up to each step. */
  alphaBars: Float64Array
}

/**
 * The noise of each step: linear between two betas (Ho and others, 2020), or so that what is left falls like a squared
 * cosine (Nichol and Dhariwal, 2021), with betas of 0.999 at most.
 */
export function noiseOf({ steps, schedule, betaStart, betaEnd }: NoiseSchedule): Noise {
  if (schedule === 'linear' && !(betaStart >= 0 && betaEnd < 1 && betaStart <= betaEnd)) {
    throw new Fault(
      'validation_failed',
      `betas go up from beta_start to beta_end, both in [0, 1), not ${betaStart} to ${betaEnd}`,
    )
  }
  const left = (t: number) => Math.cos(((t / steps + 0.008) / 1.008) * (Math.PI / 2)) ** 2
  const betas = Float64Array.from({ length: steps }, (_, i) =>
    schedule === 'linear'
      ? betaStart + ((betaEnd - betaStart) * i) / Math.max(1, steps - 1)
      : Math.min(0.999, 1 - left(i + 1) / left(i)),
  )
  let product = 1
  const alphaBars = betas.map((beta) => {
    product *= 1 - beta
    return product
  })
  return { betas, alphaBars }
}
