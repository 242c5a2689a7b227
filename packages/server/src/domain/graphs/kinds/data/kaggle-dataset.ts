import { stat } from 'node:fs/promises'
import { imageFolder } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { MappedSamples } from '../../datasets/mapped-samples.ts'
import { stampFolder } from '../../datasets/stamp-folder.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'

/** Pictures of many sizes are brought to one, so that batches can be made. */
const SIDE = 224

export default defineGraphNode({
  name: 'KaggleDataset',
  category: 'Data',
  description: 'Pictures of a Kaggle dataset that you have downloaded: a folder for each label.',
  inputs: {},
  outputs: { dataset: port('DATASET', `Pictures [3, ${SIDE}, ${SIDE}] from 0 to 1, and their labels`) },
  params: {
    dataset_slug: string('', { description: 'What Kaggle calls it: owner/name' }),
    subdir: string('', { description: 'The folder in it that holds the folders of pictures' }),
    cache_dir: string('', { description: 'Another folder below the data that holds it' }),
  },
  // What lies in the folder may change while its name stays.
  fingerprint: async (params, { files }) => stampFolder(files.path('data', placeOf(params))),
  async run(_inputs, params, { files }) {
    const slug = params.dataset_slug.trim()
    const below = placeOf(params)
    const folder = files.path('data', below)
    if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
      const message =
        `Kaggle hands out datasets to its signed-in users only: download "${slug}" there and unpack it ` +
        `so that its folders of pictures lie in ${folder}`
      throw new Fault('not_found', message, { path: folder })
    }
    const raw = await imageFolder(folder, { size: [SIDE, SIDE] }).catch((error: Error) => {
      throw new Fault('validation_failed', error.message)
    })
    const samples = new MappedSamples(raw, { toFloats: true, isCentred: false })
    return { dataset: { kind: 'dataset' as const, name: slug || below, samples, classes: raw.classes, raw } }
  },
})

/** The folder below the data that holds the folders of pictures. */
function placeOf({
  dataset_slug: slug,
  subdir,
  cache_dir,
}: Record<'dataset_slug' | 'subdir' | 'cache_dir', string>) {
  if (slug.trim() === '' && cache_dir.trim() === '') {
    throw new Fault('validation_failed', 'no dataset is named', { field: 'dataset_slug' })
  }
  return [cache_dir.trim() || `kaggle/${slug.trim()}`, subdir.trim()].filter((part) => part !== '').join('/')
}
