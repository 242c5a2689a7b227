import { DataLoader, type Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import type { Dataloader } from '../values.ts'

/** The batches of a loader, made ahead while others are used; its order follows from its seed and the epoch. */
export function openBatches({ dataset, batchSize, isShuffled, seed }: Dataloader): DataLoader<Tensor[]> {
  if (dataset.samples.length === 0) {
    throw new Fault('validation_failed', `the dataset ${dataset.name} has no samples`)
  }
  return new DataLoader(dataset.samples, { batchSize, shuffle: isShuffled, seed })
}
