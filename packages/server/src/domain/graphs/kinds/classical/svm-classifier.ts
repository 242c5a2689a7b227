import { Fault } from '../../../../fault.ts'
import { fitFor, tableOf } from '../../classical/fit-for.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { float, select, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'SVMClassifier',
  category: 'Classical',
  description: 'Draws the border between classes that keeps the widest margin, in a space bent by a kernel.',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels, of two kinds or more'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    support_vectors: port('TENSOR', 'The rows that carry the border, [S, F], class by class'),
    classes: port('LIST', 'The labels there are, in order'),
  },
  params: {
    C: float(1, { description: 'What a row on the wrong side costs' }),
    kernel: select(['linear', 'rbf', 'poly', 'sigmoid'], 'rbf', { description: 'How the space is bent' }),
    gamma: string('scale', { description: 'How sharply: a number, scale, or auto' }),
  },
  isHost: true,
  async run(inputs, { C: c, kernel, gamma }, context) {
    if (c <= 0) throw new Fault('validation_failed', 'C must be above 0')
    const recipe = { kind: 'svm' as const, c, kernel, gamma }
    const { fitted, predictions, classes } = await fitFor<'svm'>(inputs, recipe, context)
    const support_vectors = tableOf(fitted.supportVectors, fitted.supportVectors[0]?.length ?? 0)
    return { predictions, support_vectors, classes }
  },
})
