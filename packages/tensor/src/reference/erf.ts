/** The error function to float64's accuracy, by its series (|x| < 3) and continued fraction (Abramowitz & Stegun 7.1). */
export function erfOf(x: number): number {
  const size = Math.abs(x)
  if (size > 6) return Math.sign(x)
  if (size < 3) {
    let term = size
    let sum = size
    for (let n = 1; n < 200 && Math.abs(term) > 1e-18 * sum; n++) {
      term *= -(size * size) / n
      sum += term / (2 * n + 1)
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI)
  }
  let fraction = 0
  for (let n = 60; n > 0; n--) fraction = n / 2 / (size + fraction)
  return Math.sign(x) * (1 - Math.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction))
}
