import { defineGraphNode } from '../../graph-node.ts'
import { bool, int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'DataLoader',
  category: 'Data',
  description: 'Cuts a dataset into batches, in another order in every epoch if it shuffles.',
  inputs: { dataset: port('DATASET', 'Where the samples come from') },
  outputs: { dataloader: port('DATALOADER', 'Batches, for a training loop') },
  params: {
    batch_size: int(32, {
      min: 1,
      description: 'Samples in a batch; the last one of an epoch may be smaller',
    }),
    shuffle: bool(true, { description: 'Draws a new order for every epoch' }),
    num_workers: int(0, {
      min: 0,
      description: 'Batches are made ahead in any case; kept for other clients',
    }),
  },
  run: ({ dataset }, { batch_size, shuffle }, { seed }) => ({
    dataloader: { kind: 'dataloader' as const, dataset, batchSize: batch_size, isShuffled: shuffle, seed },
  }),
  python: `
generator = torch.Generator().manual_seed(seed)
return {"dataloader": torch.utils.data.DataLoader(
    dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers, generator=generator)}`,
})
