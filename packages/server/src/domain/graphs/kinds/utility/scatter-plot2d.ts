import { Fault } from '../../../../fault.ts'
import { rowsOf } from '../../classical/rows.ts'
import { defineGraphNode } from '../../graph-node.ts'
import type { ScatterTask } from '../../offload/tasks/draw-scatter.ts'
import { string } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'ScatterPlot2D',
  category: 'Utility',
  description: 'Draws points in the plane, each label in its colour.',
  inputs: {
    points: port('TENSOR', 'Points, [N, 2]'),
    labels: optional('LIST', 'A label for each, which decides its colour'),
  },
  outputs: { image: port('STRING', 'The picture: a PNG in base64') },
  params: { title: string('', { description: 'Stands above it' }) },
  isHost: true,
  async run({ points, labels = [] }, { title }, context) {
    const rows = await rowsOf(points, 'points')
    if (points.shape.length !== 2 || points.shape[1] !== 2) {
      throw new Fault('validation_failed', `points must be [N, 2], not [${points.shape.join(', ')}]`)
    }
    if (labels.length > 0 && labels.length !== rows.length) {
      throw new Fault('validation_failed', `${rows.length} points, but ${labels.length} labels`)
    }
    const task: ScatterTask = { title, points: rows as [number, number][], labels: labels.map(String) }
    return { image: await context.offload<string>('draw-scatter', task) }
  },
})
