import { tensor } from '@nodeyard/tensor'
import { fitFor } from '../../classical/fit-for.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'DecisionTreeClassifier',
  category: 'Classical',
  description: 'Learns questions of the form "is this column at most that?", one after the other (CART).',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    feature_importances: port('TENSOR', 'How much each column has helped, [F]; they add up to 1'),
    tree_text: port('STRING', 'The questions, indented'),
    classes: port('LIST', 'The labels there are, in order'),
  },
  params: {
    max_depth: int(5, { min: 0, description: 'Questions one after the other at most; 0 for no limit' }),
    criterion: select(['gini', 'entropy', 'log_loss'], 'gini', {
      description: 'What a good question is measured by',
    }),
    random_state: int(42, { description: 'Decides between columns that split equally well' }),
  },
  isHost: true,
  async run(inputs, { max_depth: maxDepth, criterion, random_state: seed }, context) {
    const recipe = { kind: 'tree' as const, maxDepth, criterion, seed }
    const { fitted, predictions, classes } = await fitFor<'tree'>(inputs, recipe, context)
    return {
      predictions,
      feature_importances: tensor(fitted.importances),
      tree_text: fitted.text,
      classes,
    }
  },
})
