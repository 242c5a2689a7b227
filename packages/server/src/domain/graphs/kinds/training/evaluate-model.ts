import { compile, type Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select } from '../../params.ts'
import { port } from '../../ports.ts'
import { openBatches } from '../../training/batches.ts'
import { inputCount, networkOf, outputsOf } from '../../training/forward-batch.ts'

export default defineGraphNode({
  name: 'EvaluateModel',
  category: 'Training',
  description: 'How often a classifier is right: the class with the highest score against the label.',
  inputs: {
    model: port('MODEL', 'The classifier'),
    dataset: port('DATASET', 'Samples with their labels'),
  },
  outputs: {
    accuracy: port('SCALAR', 'The share that is right'),
    correct: port('SCALAR', 'How many are right'),
    total: port('SCALAR', 'How many there are'),
  },
  params: {
    batch_size: int(256, { min: 1, description: 'Samples at once; changes nothing but the memory it takes' }),
    device: select(['cpu', 'cuda'], 'cpu', { description: 'Where it runs: here, the processor' }),
  },
  async run({ model: given, dataset }, { batch_size }, { signal }) {
    const model = networkOf(given, 'evaluation')
    const count = inputCount(model)
    const measure = compile((columns: Tensor[]) => {
      const [scores] = outputsOf(model, columns.slice(0, count))
      const target = columns[count]
      if (!scores || !target) throw new Fault('validation_failed', `${dataset.name} has no labels`)
      return scores.argmax(1).eq(target.to('int64')).to('int64').sum()
    })
    const batches = openBatches({
      kind: 'dataloader',
      dataset,
      batchSize: batch_size,
      isShuffled: false,
      seed: 0,
    })
    let correct = 0
    for await (const columns of batches) {
      signal.throwIfAborted()
      const wasTraining = model.training
      model.eval()
      // The step looks at the mode when it begins.
      const running = measure(columns)
      model.train(wasTraining)
      correct += await (await running).item()
    }
    const total = dataset.samples.length
    return { accuracy: correct / total, correct, total }
  },
  python: `
model.eval()
correct = total = 0
with torch.no_grad():
    for batch in torch.utils.data.DataLoader(dataset, batch_size=batch_size):
        *inputs, labels = batch
        correct += (model(*inputs).argmax(1) == labels).sum().item()
        total += len(labels)
return {"accuracy": correct / total, "correct": correct, "total": total}`,
})
