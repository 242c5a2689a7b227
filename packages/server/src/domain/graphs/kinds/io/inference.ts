import { noGrad } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { select } from '../../params.ts'
import { port } from '../../ports.ts'
import { networkOf, outputsOf } from '../../training/forward-batch.ts'

export default defineGraphNode({
  name: 'Inference',
  category: 'IO',
  description:
    'Asks a model for an answer, in evaluation: dropout off, running statistics in use, no gradients.',
  inputs: { model: port('MODEL', 'Who answers'), input: port('TENSOR', 'What is asked, a batch') },
  outputs: { output: port('TENSOR', 'The answer'), model: port('MODEL', 'The same model') },
  params: {
    device: select(['auto', 'cpu', 'cuda', 'mps'], 'auto', {
      description: 'Where it runs: here, the processor',
    }),
  },
  run({ model, input }) {
    const network = networkOf(model, 'inference')
    const wasTraining = network.training
    network.eval()
    try {
      const [output, ...more] = noGrad(() => outputsOf(network, [input]))
      if (more.length > 0)
        throw new Fault('validation_failed', 'the model has several outputs; inference takes one')
      return { output: output!, model }
    } finally {
      network.train(wasTraining)
    }
  },
  python: `
was_training = model.training
model.eval()
with torch.no_grad():
    output = model(input)
model.train(was_training)
return {"output": output, "model": model}`,
})
