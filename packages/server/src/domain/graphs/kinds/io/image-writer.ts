import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defineGraphNode } from '../../graph-node.ts'
import { select, string } from '../../params.ts'
import { pictureOf } from '../../pictures/picture.ts'
import { writeBmp } from '../../pictures/write-bmp.ts'
import { port } from '../../ports.ts'

const ENDINGS = { PNG: '.png', JPEG: '.jpg', BMP: '.bmp', TIFF: '.tiff' }

export default defineGraphNode({
  name: 'ImageWriter',
  category: 'IO',
  description: 'Writes a picture into the output folder; of a batch the first one.',
  inputs: { image: port('IMAGE', 'The picture, [C, H, W], from 0 to 1') },
  outputs: { path: port('STRING', 'Where it lies now') },
  params: {
    path: string('output.png', {
      description: 'Name below the output folder; the ending follows the format',
    }),
    format: select(['PNG', 'JPEG', 'BMP', 'TIFF'], 'PNG', { description: 'How it is written' }),
  },
  // The file is what it is run for: it must be there afterwards.
  isUncacheable: true,
  isHost: true,
  async run({ image }, { path: name, format }, { files }) {
    const plain = name.replace(/^output\//, '').replace(/\.[^./]*$/, '')
    const path = files.path('output', `${plain || 'output'}${ENDINGS[format]}`)
    const picture = await pictureOf(image)
    let bytes: Buffer
    if (format === 'BMP') {
      const { data, info } = await picture
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true })
      bytes = writeBmp(info.width, info.height, info.channels === 3 ? data : greyToRgb(data))
    } else if (format === 'JPEG') {
      bytes = await picture.flatten({ background: '#ffffff' }).jpeg({ quality: 95 }).toBuffer()
    } else bytes = await (format === 'PNG' ? picture.png() : picture.tiff({ compression: 'lzw' })).toBuffer()
    await mkdir(dirname(path), { recursive: true })
    // Whole or not at all, also for who reads at this moment.
    const part = `${path}.${randomUUID()}`
    await writeFile(part, bytes)
    await rename(part, path)
    return { path }
  },
})

const greyToRgb = (grey: Uint8Array) =>
  Uint8Array.from({ length: grey.length * 3 }, (_, i) => grey[Math.floor(i / 3)]!)
