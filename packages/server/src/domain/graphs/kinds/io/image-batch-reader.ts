import { readdir } from 'node:fs/promises'
import { join, matchesGlob } from 'node:path'
import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select, string } from '../../params.ts'
import { readPicture } from '../../pictures/picture.ts'
import { port } from '../../ports.ts'
import type { RunFiles } from '../../run-context.ts'

/** Bytes of floats that one batch may have. */
const MOST_BYTES = 2 ** 30

export default defineGraphNode({
  name: 'ImageBatchReader',
  category: 'IO',
  description: 'Reads the pictures of a folder, each brought to the same square.',
  inputs: {},
  outputs: {
    images: port('TENSOR', 'The pictures, [N, C, side, side], from 0 to 1, by name'),
    count: port('SCALAR', 'How many they are'),
  },
  params: {
    directory: string('', { description: 'A folder below the images; nothing for all of them' }),
    pattern: string('*.png', { description: 'Which files: * stands for anything' }),
    resize: int(224, { min: 1, description: 'Side of the square' }),
    max_images: int(0, { min: 0, description: 'How many at most; 0 for all' }),
    mode: select(['RGB', 'L', 'RGBA'], 'RGB', { description: 'Colours, grey, or colours with opacity' }),
  },
  async fingerprint({ directory, pattern }, { files }) {
    const paths = await listPictures(files, directory, pattern).catch(() => [])
    const stamps = await Promise.all(paths.map((path) => files.stamp(path)))
    return paths.map((path, i) => `${path} ${stamps[i]}`).join('\n')
  },
  async run(_inputs, { directory, pattern, resize: size, max_images: most, mode }, { files, signal }) {
    const found = await listPictures(files, directory, pattern)
    const paths = most > 0 ? found.slice(0, most) : found
    if (paths.length === 0) {
      throw new Fault('not_found', `no file fits "${pattern}" in ${folderOf(files, directory)}`)
    }
    const channels = { RGB: 3, L: 1, RGBA: 4 }[mode]
    const each = channels * size * size
    if (each * paths.length * 4 > MOST_BYTES) {
      throw new Fault(
        'validation_failed',
        `${paths.length} pictures of ${size} × ${size} are too many at once`,
      )
    }
    const batch = new Float32Array(each * paths.length)
    for (const [i, path] of paths.entries()) {
      signal.throwIfAborted()
      const { planes } = await readPicture(path, { mode, size })
      for (let j = 0; j < each; j++) batch[i * each + j] = planes[j]! / 255
    }
    return { images: tensor(batch, { shape: [paths.length, channels, size, size] }), count: paths.length }
  },
})

const folderOf = (files: RunFiles, directory: string) => {
  const name = directory.replace(/^images(\/|$)/, '').replace(/^\.\//, '')
  return name === '' || name === '.' ? join(files.path('images', 'x'), '..') : files.path('images', name)
}

async function listPictures(files: RunFiles, directory: string, pattern: string): Promise<string[]> {
  const folder = folderOf(files, directory)
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new Fault('not_found', `there is no folder "${directory}": put the pictures into ${folder}`)
  })
  return entries
    .filter((entry) => entry.isFile() && matchesGlob(entry.name, pattern))
    .map(({ name }) => join(folder, name))
    .sort()
}
