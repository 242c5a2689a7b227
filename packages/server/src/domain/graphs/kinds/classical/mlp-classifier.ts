import { Fault } from '../../../../fault.ts'
import { fitFor } from '../../classical/fit-for.ts'
import { ACTIVATIONS } from '../../classical/mlp.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { float, int, parseInts, select, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'MLPClassifier',
  category: 'Classical',
  description: 'A small network of dense layers, trained by Adam until ten epochs bring nothing more.',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    probabilities: port('TENSOR', 'How likely each class is, [M, classes]'),
    classes: port('LIST', 'The labels there are, in order'),
    train_loss: port('SCALAR', 'The loss of the last epoch'),
  },
  params: {
    hidden_sizes: string('16,16', { description: 'Neurons of each hidden layer, with commas between' }),
    activation: select(ACTIVATIONS, 'relu', { description: 'What hidden neurons do with their sum' }),
    max_iter: int(500, { min: 1, description: 'Epochs at most' }),
    learning_rate_init: float(0.01, { min: 0, description: "Adam's step length" }),
    seed: int(42, { description: 'Decides the first weights and the order of rows' }),
  },
  isHost: true,
  async run(inputs, params, context) {
    const hidden = parseInts(params.hidden_sizes, 'hidden_sizes')
    if (hidden.some((size) => size < 1))
      throw new Fault('validation_failed', 'a layer has at least one neuron')
    const recipe = {
      kind: 'mlp' as const,
      hidden,
      activation: params.activation,
      maxIterations: params.max_iter,
      learningRate: params.learning_rate_init,
      seed: params.seed,
    }
    const { fitted, ...outputs } = await fitFor<'mlp'>(inputs, recipe, context)
    return { ...outputs, train_loss: fitted.net.loss }
  },
})
