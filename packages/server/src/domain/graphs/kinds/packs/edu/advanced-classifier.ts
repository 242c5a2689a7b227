import type { Recipe } from '../../../classical/fit.ts'
import { fitFor, modelOf } from '../../../classical/fit-for.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { int, select } from '../../../params.ts'
import { port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'AdvancedClassifier',
  category: 'EDU',
  description: 'One of three stronger classifiers: a support vector machine, a tree, or a forest.',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    classes: port('LIST', 'The labels there are, in order'),
    model: port('MODEL', 'What was fitted, to draw its borders'),
  },
  params: {
    kind: select(['SVM', 'Decision Tree', 'Random Forest'], 'SVM', { description: 'How labels are found' }),
    kernel: select(['rbf', 'linear', 'poly'], 'rbf', {
      description: 'How the space is bent',
      visibleWhen: { kind: 'SVM' },
    }),
    max_depth: int(0, {
      min: 0,
      description: 'Questions one after the other at most; 0 for no limit',
      visibleWhen: { kind: 'Decision Tree' },
    }),
    n_estimators: int(50, {
      min: 1,
      description: 'How many trees',
      visibleWhen: { kind: 'Random Forest' },
    }),
  },
  isHost: true,
  async run(inputs, { kind, kernel, max_depth: maxDepth, n_estimators: count }, context) {
    const recipes: Record<typeof kind, Recipe> = {
      SVM: { kind: 'svm', c: 1, kernel, gamma: 'scale' },
      'Decision Tree': { kind: 'tree', maxDepth, criterion: 'gini', seed: 42 },
      'Random Forest': { kind: 'forest', count, maxDepth: 0, seed: 42 },
    }
    const { fitted, predictions, classes } = await fitFor(inputs, recipes[kind], context)
    return { predictions, classes, model: modelOf(fitted) }
  },
})
