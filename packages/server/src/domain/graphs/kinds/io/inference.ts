import { noGrad, type Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { select } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'
import { networkOf, outputsOf } from '../../training/forward-batch.ts'
import type { NamedModel } from '../../values.ts'

export default defineGraphNode({
  name: 'Inference',
  category: 'IO',
  description:
    'Asks a model for an answer, in evaluation: dropout off, running statistics in use, no gradients.',
  inputs: {
    model: port('MODEL', 'Who answers; also the name of a model of the registry or of a deployment'),
    input: port('TENSOR', 'What is asked, a batch'),
  },
  outputs: { output: port('TENSOR', 'The answer'), model: port('MODEL', 'The same model') },
  params: {
    device: select(['auto', 'cpu', 'cuda', 'mps'], 'auto', {
      description: 'Where it runs: here, the processor',
    }),
  },
  run({ model, input }, _params, context) {
    const name = nameOf(model)
    if (name !== undefined) return inferByName(name, input, context).then((output) => ({ output, model }))
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

/** A model that is served, by its name: from ModelLoader, or as text on a wire of any type. */
function nameOf(model: unknown): string | undefined {
  if (typeof model === 'string') return model
  const { kind, reference } = (model ?? {}) as Partial<NamedModel>
  return kind === 'named' ? reference : undefined
}

/** Asks a model of the registry (`owner/name@version`) or a deployment. */
async function inferByName(name: string, input: Tensor, { infer }: RunContext): Promise<Tensor> {
  const [output, ...more] = Object.values(await infer(name, { input }))
  if (output && more.length === 0) return output
  throw new Fault('validation_failed', `${name} has ${more.length + 1} outputs; inference takes one`)
}
