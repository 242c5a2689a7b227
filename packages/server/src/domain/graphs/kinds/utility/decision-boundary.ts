import { Module, noGrad, type Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { isFitted } from '../../classical/fitted.ts'
import { encodeLabels, rowsOf } from '../../classical/rows.ts'
import { defineGraphNode } from '../../graph-node.ts'
import type { BoundaryTask } from '../../offload/tasks/draw-boundary.ts'
import { bool, int, string } from '../../params.ts'
import { type Bounds, gridOf } from '../../plots/plane.ts'
import { port } from '../../ports.ts'
import type { Model } from '../../values.ts'

export default defineGraphNode({
  name: 'DecisionBoundary',
  category: 'Utility',
  description: 'Colours the plane by what a model says of every point of it, and shows the points it knows.',
  inputs: {
    model: port('MODEL', 'A classifier of two columns'),
    x_train: port('TENSOR', 'Points to show, [N, 2]'),
    y_train: port('LIST', 'Their labels'),
  },
  outputs: { image: port('STRING', 'The picture: a PNG in base64') },
  params: {
    grid_steps: int(200, { min: 20, max: 500, description: 'Points to ask for along each side' }),
    show_support_vectors: bool(false, { description: 'Rings the rows that carry the border of an SVM' }),
    title: string('', { description: 'Stands above it' }),
  },
  isHost: true,
  async run({ model, x_train, y_train }, { grid_steps, show_support_vectors: showsSupport, title }, context) {
    const points = await rowsOf(x_train, 'x_train')
    if (x_train.shape.length !== 2 || x_train.shape[1] !== 2) {
      const shape = x_train.shape.join(', ')
      throw new Fault('validation_failed', `only models of two columns can be drawn: x_train is [${shape}]`)
    }
    if (points.length === 0 || points.length !== y_train.length) {
      throw new Fault('validation_failed', `${points.length} points, but ${y_train.length} labels`)
    }
    const steps = Math.min(Math.max(grid_steps, 20), 500)
    const bounds: Bounds = { x: span(points.map(([x]) => x!)), y: span(points.map(([, y]) => y!)) }
    const labels = y_train.map(String)
    const known = isFitted(model)
      ? { fitted: model.fitted }
      : { predicted: await ask(model, gridOf(bounds, steps), labels) }
    const task: BoundaryTask = {
      title,
      points: points as [number, number][],
      labels,
      steps,
      bounds,
      ...known,
      showsSupport,
    }
    return { image: await context.offload<string>('draw-boundary', task) }
  },
})

/** From the smallest to the largest, and a tenth more on both sides. */
function span(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const margin = (high - low || 1) / 10
  return [low - margin, high + margin]
}

/** What a model that is not plain data says of points: a network by its largest output. */
async function ask(model: Model, grid: [number, number][], labels: readonly string[]): Promise<string[]> {
  if (!(model instanceof Module)) {
    if ('predict' in model) return (await model.predict(grid)).map(String)
    throw new Fault('validation_failed', 'this model cannot be asked for single points')
  }
  const wasTraining = model.training
  model.eval()
  try {
    const x = tensor(Float32Array.from(grid.flat()), { shape: [grid.length, 2] })
    const network = model as Module & { forward(x: Tensor): Tensor }
    const scores = noGrad(() => network.forward(x))
    const codes = scores.shape.at(-1) === 1 ? scores.reshape([-1]).gt(0) : scores.argmax(-1)
    const { classes } = encodeLabels(labels)
    return Array.from((await codes.read()) as ArrayLike<number | bigint>, (code) => {
      return classes[Number(code)] ?? String(code)
    })
  } finally {
    model.train(wasTraining)
  }
}
