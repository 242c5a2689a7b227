interface Size {
  width: number
  height: number
}

/** Brings numbers of a plane to another size: linear in between, and averaged where it becomes smaller. */
export function resizePlane(plane: ArrayLike<number>, from: Size, to: Size): Float32Array {
  const across = new Float32Array(to.width * from.height)
  const columns = weightsFor(from.width, to.width)
  for (let y = 0; y < from.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const { first, weights } = columns[x]!
      let sum = 0
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * plane[y * from.width + first + i]!
      across[y * to.width + x] = sum
    }
  }
  const result = new Float32Array(to.width * to.height)
  const rows = weightsFor(from.height, to.height)
  for (let y = 0; y < to.height; y++) {
    const { first, weights } = rows[y]!
    for (let x = 0; x < to.width; x++) {
      let sum = 0
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * across[(first + i) * to.width + x]!
      result[y * to.width + x] = sum
    }
  }
  return result
}

/** A triangle around each place, as wide as a step (at least one element on both sides). */
function weightsFor(from: number, to: number): { first: number; weights: number[] }[] {
  const scale = from / to
  const reach = Math.max(scale, 1)
  return Array.from({ length: to }, (_, i) => {
    const middle = (i + 0.5) * scale
    const first = Math.max(0, Math.floor(middle - reach + 0.5))
    const last = Math.min(from, Math.floor(middle + reach + 0.5))
    const weights = Array.from({ length: last - first }, (_, k) =>
      Math.max(0, 1 - Math.abs((first + k + 0.5 - middle) / reach)),
    )
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return { first, weights: weights.map((weight) => weight / total) }
  })
}
