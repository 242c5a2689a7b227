import { Fault } from '../../../../fault.ts'
import { MappedSamples } from '../../datasets/mapped-samples.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Transform',
  category: 'Data',
  description: 'Decides anew how the pictures of a dataset are prepared: size and scale.',
  inputs: { dataset: port('DATASET', 'Pictures and labels') },
  outputs: { dataset: port('DATASET', 'The same, prepared in this way alone') },
  params: {
    resize: int(0, { min: 0, description: 'Side of the square they are brought to; 0 leaves them' }),
    normalize: bool(true, { description: 'From 0 … 1 to −1 … 1' }),
    to_tensor: bool(true, { description: 'From bytes to floats of 0 … 1' }),
  },
  run({ dataset }, { resize, normalize, to_tensor }) {
    const source = dataset.raw ?? dataset.samples
    const [picture] = source.columns
    const rank = picture?.shape.length ?? 0
    if (rank < 2 || rank > 3)
      throw new Fault('validation_failed', `the samples of ${dataset.name} are no pictures`)
    if (normalize && !to_tensor && picture!.dtype === 'uint8') {
      throw new Fault('validation_failed', 'only floats can be normalized: turn on to_tensor')
    }
    const samples = new MappedSamples(source, {
      resize,
      toFloats: to_tensor || picture!.dtype !== 'uint8',
      isCentred: normalize,
    })
    return { dataset: { ...dataset, samples } }
  },
})
