import { findFile, stampOf } from '../../find-file.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { imageFile, int, select } from '../../params.ts'
import { pictureTensor, readPicture } from '../../pictures/picture.ts'
import { port } from '../../ports.ts'

const AREAS = ['images', 'output', 'data', 'examples'] as const

export default defineGraphNode({
  name: 'ImageReader',
  category: 'IO',
  description: 'Reads a picture from the folder of images.',
  inputs: {},
  outputs: {
    image: port('IMAGE', 'The picture, [C, H, W], from 0 to 1'),
    tensor: port('TENSOR', 'The same'),
  },
  params: {
    path: imageFile('', { description: 'A file among the images' }),
    mode: select(['RGB', 'L', 'RGBA'], 'RGB', { description: 'Colours, grey, or colours with opacity' }),
    resize: int(0, { min: 0, description: 'Side of the square it is brought to; 0 leaves it as it is' }),
  },
  fingerprint: ({ path }, { files }) => stampOf(files, path, AREAS),
  async run(_inputs, { path, mode, resize: size }, { files }) {
    const image = pictureTensor(await readPicture(await findFile(files, path, AREAS), { mode, size }))
    return { image, tensor: image }
  },
})
