import { fitFor } from '../../classical/fit-for.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'RandomForestClassifier',
  category: 'Classical',
  description: 'Many decision trees, each grown on rows drawn by chance; their opinions are averaged.',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    probabilities: port('TENSOR', 'How many trees favour each class, [M, classes]'),
    classes: port('LIST', 'The labels there are, in order'),
  },
  params: {
    n_estimators: int(100, { min: 1, description: 'How many trees' }),
    max_depth: int(0, { min: 0, description: 'Depth of a tree at most; 0 for no limit' }),
    seed: int(0, { description: 'Decides what is drawn' }),
  },
  isHost: true,
  async run(inputs, { n_estimators: count, max_depth: maxDepth, seed }, context) {
    const recipe = { kind: 'forest' as const, count, maxDepth, seed }
    const { predictions, probabilities, classes } = await fitFor<'forest'>(inputs, recipe, context)
    return { predictions, probabilities, classes }
  },
})
