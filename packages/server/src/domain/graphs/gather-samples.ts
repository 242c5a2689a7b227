import { allocate, type Dataset as Samples, type Tensor, tensor } from '@nodeyard/tensor'

/** Samples by their positions as one batch: a tensor [n, …shape] for each column. */
export async function gatherSamples(samples: Samples, indices: readonly number[]): Promise<Tensor[]> {
  const sizes = samples.columns.map(({ shape }) => shape.reduce((product, size) => product * size, 1))
  const arrays = samples.columns.map(({ dtype }, i) => allocate(dtype, sizes[i]! * indices.length))
  await samples.fill(indices, arrays)
  return samples.columns.map(({ dtype, shape }, i) =>
    tensor(arrays[i]!, { dtype, shape: [indices.length, ...shape] }),
  )
}
