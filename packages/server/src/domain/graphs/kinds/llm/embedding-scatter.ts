import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { rowsOf } from '../../classical/rows.ts'
import { defineGraphNode } from '../../graph-node.ts'
import type { ProjectTask } from '../../offload/tasks/project-points.ts'
import { float, int, select } from '../../params.ts'
import { optional, port } from '../../ports.ts'

/** Fewer points have no neighbourhoods to keep. */
const FEWEST = 5

export default defineGraphNode({
  name: 'EmbeddingScatter',
  category: 'LLM',
  description: 'Lays vectors of many numbers into the plane so that what is alike lies together.',
  inputs: {
    embeddings: port('TENSOR', 'Vectors, [N, D]'),
    labels: optional('LIST', 'What they are called'),
  },
  outputs: {
    points_2d: port('TENSOR', 'Points, [N, 2], around the origin and within 1'),
    labels: port('LIST', 'The same names; numbers without any'),
  },
  params: {
    method: select(['PCA', 't-SNE'], 'PCA', {
      description: 'The plane in which they differ most, or one that keeps neighbours together',
    }),
    perplexity: float(5, { min: 2, max: 50, description: 'How many neighbours count, for t-SNE' }),
    seed: int(42, { description: 'Decides how t-SNE begins' }),
  },
  isHost: true,
  async run({ embeddings, labels }, { method, perplexity, seed }, context) {
    const rows = await rowsOf(embeddings, 'embeddings')
    if (rows.length === 0) throw new Fault('validation_failed', 'there are no vectors')
    const used = rows.length < FEWEST ? 'PCA' : method
    const task: ProjectTask = { rows, method: used, perplexity, seed }
    const points = await context.offload<[number, number][]>('project-points', task)
    return {
      points_2d: tensor(Float32Array.from(points.flat()), { shape: [rows.length, 2] }),
      labels: labels ?? rows.map((_, i) => String(i)),
    }
  },
  steps({ embeddings }, { points_2d }, { method }) {
    const [count = 0, width = 1] = embeddings.shape
    const isFallback = method === 't-SNE' && count < FEWEST
    return [
      { name: 'input', description: 'The vectors.', scalars: { count, width }, tensors: { embeddings } },
      ...(isFallback
        ? [
            {
              name: 'fallback',
              description: `t-SNE needs ${FEWEST} points: PCA is taken.`,
              scalars: { count },
            },
          ]
        : []),
      method === 'PCA' || isFallback
        ? { name: 'pca', description: 'Seen along the two directions in which they differ most.' }
        : { name: 'tsne', description: 'Moved until near vectors lie near each other.' },
      {
        name: 'normalize',
        description: 'Moved to the middle, and divided by the largest coordinate.',
        tensors: { points: points_2d },
      },
    ]
  },
})
