import { Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import type { ValuesTask } from '../../offload/tasks/draw-values.ts'
import { select, string } from '../../params.ts'
import { port } from '../../ports.ts'

/** Elements that are drawn at most; nobody could see more. */
const MOST_ELEMENTS = 4_000_000

export default defineGraphNode({
  name: 'Visualize',
  category: 'Utility',
  description: 'Draws numbers: as lines, a histogram, colours, or the pictures that they are.',
  inputs: { data: port('ANY', 'A tensor, a list of numbers, or one number') },
  outputs: { image: port('STRING', 'The picture: a PNG in base64') },
  params: {
    title: string('', { description: 'Stands above it' }),
    plot_type: select(['line', 'histogram', 'heatmap', 'image'], 'line', {
      description: 'How to draw; pictures are [H, W], [C, H, W] or [N, C, H, W]',
    }),
  },
  isHost: true,
  async run({ data }, { title, plot_type: plotType }, context) {
    const task: ValuesTask = { title, plotType, ...(await valuesOf(data)) }
    return { image: await context.offload<string>('draw-values', task) }
  },
})

async function valuesOf(data: unknown): Promise<Pick<ValuesTask, 'shape' | 'values' | 'isBytes'>> {
  if (data instanceof Tensor) {
    if (data.numel > MOST_ELEMENTS) {
      throw new Fault(
        'validation_failed',
        `${data.numel} elements are too many to draw: ${MOST_ELEMENTS} at most`,
      )
    }
    const values = Float64Array.from((await data.read()) as ArrayLike<number | bigint>, Number)
    return { shape: [...data.shape], values, isBytes: data.dtype === 'uint8' }
  }
  const shape: number[] = []
  const flat: number[] = []
  const visit = (part: unknown, depth: number): void => {
    if (Array.isArray(part)) {
      shape[depth] ??= part.length
      if (shape[depth] !== part.length) throw refuse('lists of different lengths')
      for (const inner of part) visit(inner, depth + 1)
      return
    }
    const value = typeof part === 'string' && part.trim() === '' ? Number.NaN : Number(part)
    if (part === null || typeof part === 'object' || Number.isNaN(value)) throw refuse(JSON.stringify(part))
    flat.push(value)
  }
  visit(data, 0)
  return { shape, values: Float64Array.from(flat), isBytes: false }
}

const refuse = (what: string | undefined) =>
  new Fault('validation_failed', `only numbers can be drawn, not ${what?.slice(0, 80) ?? 'nothing'}`)
