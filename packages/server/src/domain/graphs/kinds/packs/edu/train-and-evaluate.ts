import { Adam, compile, crossEntropy, noGrad, type Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { AssembledNetwork, planOf, widthOf } from '../../../assembled-network.ts'
import { argmax, encodeLabels, rowsOf, trainingSet } from '../../../classical/rows.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { float, int } from '../../../params.ts'
import { port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'TrainAndEvaluate',
  category: 'EDU',
  description: 'Trains a network that was put together from layers (Adam, cross-entropy), then asks it.',
  inputs: {
    model: port('MODEL', 'The network; it is trained from new weights in every run'),
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    classes: port('LIST', 'The labels there are, in order'),
    model: port('MODEL', 'The trained network, with an output for each class'),
    losses: port('TENSOR', 'The loss of each epoch'),
  },
  params: {
    epochs: int(400, { min: 1, description: 'How often all rows are looked at' }),
    lr: float(0.05, { min: 0, description: 'Step length' }),
  },
  hasProgress: true,
  isHost: true,
  async run({ model, x_train, y_train, x_query }, { epochs, lr }, context) {
    const { y, query } = await trainingSet(x_train, y_train, x_query)
    const { classes, codes } = encodeLabels(y)
    const plan = planOf(model)
    const width = widthOf(plan)
    if (width === undefined) throw new Fault('validation_failed', 'the network has no layer')
    // The last layer must have an output for each class; where it has not, one is added that has.
    const net = new AssembledNetwork(
      width === classes.length && plan.at(-1)?.kind === 'linear'
        ? plan
        : [...plan, { kind: 'linear', inFeatures: width, outFeatures: classes.length }],
    )
    const x = x_train.to('float32')
    const target = tensor(BigInt64Array.from(codes, BigInt))
    const optimizer = new Adam(net.parameters(), { lr })
    const step = compile((rows: Tensor, labels: Tensor) => {
      const loss = crossEntropy(net.forward(rows), labels)
      optimizer.minimize(loss)
      return loss
    })
    const losses: number[] = []
    for (let epoch = 1; epoch <= epochs; epoch++) {
      context.signal.throwIfAborted()
      losses.push(Number(await (await step(x, target)).item()))
      if (epoch % 20 === 0 || epoch === epochs) {
        context.progress({ event: 'epoch', epoch, total_epochs: epochs, loss: losses.at(-1), losses, lr })
      }
    }
    net.eval()
    const scores = query.length > 0 ? noGrad(() => net.forward(x_query.to('float32'))) : undefined
    const rows = scores ? await rowsOf(scores, 'scores') : []
    return {
      predictions: rows.map((row) => classes[argmax(row)]),
      classes,
      model: net,
      losses: tensor(Float32Array.from(losses)),
    }
  },
})
