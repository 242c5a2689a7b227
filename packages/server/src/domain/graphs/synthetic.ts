import { NumpyRandom } from './numpy-random.ts'

export interface SyntheticOptions {
  count: number
  noise: number
  /** Radius of the inner circle. */
  factor: number
  centers: number
  seed: number
}

export interface Points {
  points: [number, number][]
  labels: number[]
}

type Make = (options: SyntheticOptions, random: NumpyRandom) => Points

const range = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Numbers from 0 to `end`, evenly spaced, the end included or not. */
const spaced = (count: number, end: number, hasEnd: boolean) =>
  range(count).map((i) => (i * end) / Math.max(1, hasEnd ? count - 1 : count))

const circles: Make = ({ count, noise, factor }, random) => {
  const outer = Math.floor(count / 2)
  const round = (size: number, radius: number) =>
    spaced(size, 2 * Math.PI, false).map((angle): [number, number] => [
      Math.cos(angle) * radius,
      Math.sin(angle) * radius,
    ])
  const points = [...round(outer, 1), ...round(count - outer, factor)]
  return blur(shuffled(points, labelled([outer, count - outer]), random), noise, random)
}

const moons: Make = ({ count, noise }, random) => {
  const outer = Math.floor(count / 2)
  const upper = spaced(outer, Math.PI, true).map((a): [number, number] => [Math.cos(a), Math.sin(a)])
  const lower = spaced(count - outer, Math.PI, true).map((a): [number, number] => [
    1 - Math.cos(a),
    1 - Math.sin(a) - 0.5,
  ])
  return blur(shuffled([...upper, ...lower], labelled([outer, count - outer]), random), noise, random)
}

const blobs: Make = ({ count, noise, centers }, random) => {
  const deviation = Math.max(0.1, 5 * noise)
  const middles = range(centers).map(() => [random.uniform(-10, 10), random.uniform(-10, 10)] as const)
  const sizes = range(centers).map((k) => Math.floor(count / centers) + (k < count % centers ? 1 : 0))
  const points = sizes.flatMap((size, k) =>
    range(size).map((): [number, number] => [
      middles[k]![0] + deviation * random.normal(),
      middles[k]![1] + deviation * random.normal(),
    ]),
  )
  return shuffled(points, labelled(sizes), random)
}

/** Two clusters at corners of a square, each stretched its own way; `noise` is the share of labels drawn anew. */
const classification: Make = ({ count, noise }, random) => {
  const corners = random
    .permutation(4)
    .slice(0, 2)
    .map((corner) => [corner & 2 ? 1 : -1, corner & 1 ? 1 : -1] as const)
  const sizes = [Math.ceil(count / 2), Math.floor(count / 2)]
  const points = range(count).map((): [number, number] => [random.normal(), random.normal()])
  const labels = labelled(sizes)
  let from = 0
  for (const [k, size] of sizes.entries()) {
    const stretch = range(4).map(() => 2 * random.random() - 1)
    for (let i = from; i < from + size; i++) {
      const [x, y] = points[i]!
      points[i] = [
        x * stretch[0]! + y * stretch[2]! + corners[k]![0],
        x * stretch[1]! + y * stretch[3]! + corners[k]![1],
      ]
    }
    from += size
  }
  const flipped = range(count).map(() => random.random() < Math.min(1, noise))
  for (const [i, isFlipped] of flipped.entries()) if (isFlipped) labels[i] = random.integer(1)
  const mixed = shuffled(points, labels, random)
  const columns = random.shuffle([0, 1])
  return { ...mixed, points: mixed.points.map((point) => [point[columns[0]!]!, point[columns[1]!]!]) }
}

const MAKE = { circles, moons, blobs, classification }

/** Points in the plane in groups, the very ones that scikit-learn's `make_…` draw of the same seed. */
export function makePoints(kind: keyof typeof MAKE, options: SyntheticOptions): Points {
  return MAKE[kind](options, new NumpyRandom(options.seed))
}

const labelled = (sizes: readonly number[]) => sizes.flatMap((size, k) => range(size).map(() => k))

function shuffled(points: [number, number][], labels: number[], random: NumpyRandom): Points {
  const order = random.permutation(points.length)
  return { points: order.map((i) => points[i]!), labels: order.map((i) => labels[i]!) }
}

function blur({ points, labels }: Points, noise: number, random: NumpyRandom): Points {
  const moved = points.map(([x, y]): [number, number] => [
    x + noise * random.normal(),
    y + noise * random.normal(),
  ])
  return { points: moved, labels }
}
