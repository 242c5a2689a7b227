import type { Recipe } from '../../../classical/fit.ts'
import { fitFor, modelOf } from '../../../classical/fit-for.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { int, select } from '../../../params.ts'
import { port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'Classifier',
  category: 'EDU',
  description: 'One of three simple classifiers: neighbours, straight lines, or probabilities along lines.',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    probabilities: port('TENSOR', 'The share of each class, [M, classes]'),
    classes: port('LIST', 'The labels there are, in order'),
    model: port('MODEL', 'What was fitted, to draw its borders'),
  },
  params: {
    kind: select(['knn', 'linear', 'logistic'], 'knn', { description: 'How labels are found' }),
    n_neighbors: int(5, {
      min: 1,
      description: 'How many neighbours decide',
      visibleWhen: { kind: 'knn' },
    }),
  },
  isHost: true,
  async run(inputs, { kind, n_neighbors: count }, context) {
    const recipes: Record<typeof kind, Recipe> = {
      knn: { kind: 'neighbours', count, weights: 'uniform', metric: 'euclidean' },
      linear: { kind: 'linear' },
      logistic: { kind: 'logistic', c: 1, maxIterations: 200, penalty: 'l2' },
    }
    const { fitted, ...outputs } = await fitFor(inputs, recipes[kind], context)
    return { ...outputs, model: modelOf(fitted) }
  },
})
