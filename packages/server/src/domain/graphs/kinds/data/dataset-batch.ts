import { zeros } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { gatherSamples } from '../../gather-samples.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'DatasetBatch',
  category: 'Data',
  description: 'Takes some samples of a dataset, one after the other, and begins anew at its end.',
  inputs: { dataset: port('DATASET', 'Where the samples come from') },
  outputs: {
    images: port('TENSOR', 'The first thing of each sample, stacked: [N, …]'),
    labels: port('TENSOR', 'The second, stacked; whole numbers as int64'),
  },
  params: {
    batch_size: int(1, { min: 1, description: 'How many samples' }),
    start_index: int(0, { min: 0, description: 'The first one, counted from 0' }),
  },
  async run({ dataset: { samples, name } }, { batch_size, start_index }) {
    if (samples.length === 0) throw new Fault('validation_failed', `the dataset ${name} has no samples`)
    const indices = Array.from({ length: batch_size }, (_, i) => (start_index + i) % samples.length)
    const [images, labels] = await gatherSamples(samples, indices)
    // Unlabelled samples are as if all were of class 0.
    return { images: images!, labels: labels ?? zeros([batch_size], { dtype: 'int64' }) }
  },
  python: `
picked = [dataset[(start_index + i) % len(dataset)] for i in range(batch_size)]
pairs = [one if isinstance(one, (tuple, list)) else (one, 0) for one in picked]
images = torch.stack([torch.as_tensor(pair[0]) for pair in pairs])
labels = torch.stack([torch.as_tensor(pair[1]) for pair in pairs])
return {"images": images, "labels": labels if labels.is_floating_point() else labels.long()}`,
})
