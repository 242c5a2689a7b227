export interface ScheduleOptions {
  steps: number
  schedule: 'linear' | 'cosine'
  /** The first and last beta of a linear schedule. */
  betaStart: number
  betaEnd: number
}

/**
 * How much noise each step of a diffusion adds, from the first: evenly growing betas (Ho et al., 2020), or those that
 * make what is left of the image follow a cosine (Nichol and Dhariwal, 2021).
 */
export function noiseSchedule({ steps, schedule, betaStart, betaEnd }: ScheduleOptions): number[] {
  if (schedule === 'linear') {
    const stride = steps > 1 ? (betaEnd - betaStart) / (steps - 1) : 0
    return Array.from({ length: steps }, (_, i) => betaStart + i * stride)
  }
  const left = (step: number) => Math.cos(((step / steps + 0.008) / 1.008) * (Math.PI / 2)) ** 2
  return Array.from({ length: steps }, (_, i) => Math.min(1 - left(i + 1) / left(i), 0.999))
}

/** What is left of the image's variance after each step: the products of 1 - beta so far. */
export function remainders(betas: readonly number[]): number[] {
  let left = 1
  return betas.map((beta) => {
    left *= 1 - beta
    return left
  })
}
