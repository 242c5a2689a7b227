import { type Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { bool, int } from '../../../params.ts'
import { port } from '../../../ports.ts'

/** [B, C, H, W] cut into [B, C, rows, P, columns, P]. */
function cut(image: Tensor, size: number): Tensor {
  if (image.ndim !== 4)
    throw new Fault('validation_failed', `the image is [B, C, H, W], not [${image.shape}]`)
  const [batch, channels, height, width] = image.shape as [number, number, number, number]
  if (height % size !== 0 || width % size !== 0) {
    throw new Fault('validation_failed', `patches of ${size} do not fill an image of ${height} by ${width}`)
  }
  return image.reshape([batch, channels, height / size, size, width / size, size])
}

/** The patches in rows and columns: [B, rows, columns, C, P, P]. */
const lay = (image: Tensor, size: number) => cut(image, size).permute([0, 2, 4, 1, 3, 5])

export default defineGraphNode({
  name: 'Edu-Patchify',
  category: 'Transformer',
  description: 'Cuts images into square patches, the words that a vision transformer reads.',
  inputs: { image: port('TENSOR', '[B, C, H, W]') },
  outputs: {
    tokens: port(
      'TENSOR',
      'A vector for each of N patches, row by row: [B, N, C × P × P], or [B, N, C, P, P]',
    ),
    grid: port('TENSOR', 'How many rows and columns of patches there are: two numbers, int64'),
  },
  params: {
    patch_size: int(8, { min: 1, description: 'Height and width of a patch; it divides both of the image' }),
    flatten: bool(true, { description: 'One vector for each patch; otherwise patches stay images' }),
  },
  run({ image }, { patch_size, flatten }) {
    const laid = lay(image, patch_size)
    const patches = laid.flatten(1, 2)
    const grid = tensor(BigInt64Array.from(laid.shape.slice(1, 3), BigInt))
    return { tokens: flatten ? patches.flatten(2) : patches, grid }
  },
  steps({ image }, { tokens }, { patch_size, flatten }) {
    return [
      { name: 'input', description: 'The images.', tensors: { image } },
      {
        name: 'unfold',
        description: 'Height and width are cut into patches: [B, C, rows, P, columns, P].',
        tensors: { unfolded: cut(image, patch_size) },
      },
      {
        name: 'permute',
        description: 'Rows and columns of patches come first: [B, rows, columns, C, P, P].',
        tensors: { permuted: lay(image, patch_size) },
      },
      flatten
        ? { name: 'flatten', description: 'Each patch becomes one vector.', tensors: { tokens } }
        : { name: 'reshape', description: 'The patches stand in one row.', tensors: { tokens } },
    ]
  },
  python: `
batch, channels, height, width = image.shape
rows, columns = height // patch_size, width // patch_size
patches = image.reshape(batch, channels, rows, patch_size, columns, patch_size).permute(0, 2, 4, 1, 3, 5)
patches = patches.reshape(batch, rows * columns, channels, patch_size, patch_size)
return {"tokens": patches.flatten(2) if flatten else patches, "grid": torch.tensor([rows, columns])}`,
})
