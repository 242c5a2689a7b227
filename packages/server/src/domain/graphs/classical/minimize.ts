/** A function of many numbers, with its gradient. */
export type Objective = (x: Float64Array) => { value: number; gradient: Float64Array }

/** Pairs of steps and gradient changes that are remembered. */
const MEMORY = 10

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

const along = (x: Float64Array, direction: Float64Array, length: number) =>
  x.map((value, i) => value + length * direction[i]!)

/**
 * The minimum of a smooth function by L-BFGS (Nocedal 1980) with a line search for the weak Wolfe conditions.
 *
 * @param options.tolerance it ends when no component of the gradient is larger
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { maxIterations, tolerance }: { maxIterations: number; tolerance: number },
): Float64Array {
  let x = start
  let { value, gradient } = objective(x)
  const steps: { step: Float64Array; change: Float64Array; curvature: number }[] = []
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (gradient.every((slope) => Math.abs(slope) <= tolerance)) break
    const direction = descend(gradient, steps)
    const next = search(objective, x, value, gradient, direction, iteration === 0)
    if (!next) break
    const step = next.x.map((now, i) => now - x[i]!)
    const change = next.gradient.map((now, i) => now - gradient[i]!)
    const curvature = dot(step, change)
    if (curvature > 1e-300) steps.push({ step, change, curvature })
    if (steps.length > MEMORY) steps.shift()
    ;({ x, value, gradient } = next)
  }
  return x
}

/** The inverse Hessian, as far as the last steps show it, times the gradient; downhill. */
function descend(
  gradient: Float64Array,
  steps: readonly { step: Float64Array; change: Float64Array; curvature: number }[],
): Float64Array {
  const direction = gradient.map((slope) => -slope)
  const factors: number[] = []
  for (const { step, change, curvature } of steps.toReversed()) {
    const factor = dot(step, direction) / curvature
    factors.push(factor)
    for (let i = 0; i < direction.length; i++) direction[i]! -= factor * change[i]!
  }
  const last = steps.at(-1)
  if (last) {
    const scale = last.curvature / dot(last.change, last.change)
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale
  }
  for (const { step, change, curvature } of steps) {
    const correction = factors.pop()! - dot(change, direction) / curvature
    for (let i = 0; i < direction.length; i++) direction[i]! += correction * step[i]!
  }
  return direction
}

/** A point along the direction that is lower and flatter; undefined where rounding leaves none. */
function search(
  objective: Objective,
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  isFirst: boolean,
) {
  const slope = dot(gradient, direction)
  let [low, high] = [0, Number.POSITIVE_INFINITY]
  let length = isFirst ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1
  for (let tries = 0; tries < 50; tries++) {
    const point = along(x, direction, length)
    const found = objective(point)
    if (!(found.value <= value + 1e-4 * length * slope)) high = length
    else if (dot(found.gradient, direction) < 0.9 * slope) low = length
    else return { x: point, ...found }
    length = high === Number.POSITIVE_INFINITY ? 2 * low : (low + high) / 2
  }
  return undefined
}
