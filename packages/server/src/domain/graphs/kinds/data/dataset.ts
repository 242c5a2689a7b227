import { Fault } from '../../../../fault.ts'
import { fetchFiles } from '../../datasets/fetch-files.ts'
import {
  filesFor,
  findDatasetFiles,
  type KnownDataset,
  openKnownDataset,
  type Split,
} from '../../datasets/known-datasets.ts'
import { MappedSamples } from '../../datasets/mapped-samples.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { select, string } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext, RunFiles } from '../../run-context.ts'

/** Where the files are offered by who keeps the datasets; CIFAR-10 only as one archive, which is not unpacked here. */
const OFFERED: Partial<Record<KnownDataset, string>> = {
  MNIST: 'https://ossci-datasets.s3.amazonaws.com/mnist/',
  FashionMNIST: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
}

export default defineGraphNode({
  name: 'Dataset',
  category: 'Data',
  description: 'One of three well-known sets of small pictures, scaled to −1 … 1.',
  inputs: {},
  outputs: { dataset: port('DATASET', 'Pictures and their labels') },
  params: {
    name: select(['MNIST', 'CIFAR10', 'FashionMNIST'], 'MNIST', { description: 'Which' }),
    split: select(['train', 'test'], 'train', { description: 'Which part of it' }),
    data_dir: string('./data', {
      description: 'A folder below the data, or a dataset of the registry (owner/name or owner/name@version)',
    }),
  },
  async fingerprint({ name, split, data_dir }, context) {
    if (isReference(data_dir)) return (await context.openDataset(data_dir)).digest
    const folders = foldersOf(context.files, data_dir)
    const paths = (await findDatasetFiles(name, split, folders)) ?? []
    return (await Promise.all(paths.map((path) => context.files.stamp(path)))).join(' ')
  },
  async run(_inputs, { name, split, data_dir }, context) {
    const { samples, classes, digest } = await openKnownDataset(
      name,
      await findPaths(name, split, data_dir, context),
    )
    const scaled = new MappedSamples(samples, { toFloats: true, isCentred: true })
    const raw = new MappedSamples(samples, { toFloats: false, isCentred: false })
    return {
      dataset: { kind: 'dataset' as const, name: `${name} ${split}`, samples: scaled, classes, digest, raw },
    }
  },
})

/** `owner/name`, with or without a version; a folder begins with a dot or is one word. */
const isReference = (folder: string) =>
  /^[a-z0-9][\w.-]*\/[\w.-]+(@[\w.^-]+)?$/i.test(folder) && !/^data\//.test(folder)

/** Where a folder's files may be. `data/samples/…` is also what ships with the examples. */
function foldersOf(files: RunFiles, folder: string): [string, ...string[]] {
  const named = folder.replaceAll('\\', '/').replace(/^(\.\/)+/, '')
  const plain = named.replace(/^data(\/|$)/, '').replace(/\/$/, '')
  const root =
    plain === '' || plain === '.' ? files.path('data', 'x').slice(0, -2) : files.path('data', plain)
  const sample = /^data\/samples\/(.+)$/.exec(named)?.[1]
  return sample === undefined ? [root] : [root, files.path('examples', `data/${sample}`)]
}

async function findPaths(
  name: KnownDataset,
  split: Split,
  folder: string,
  context: RunContext,
): Promise<readonly string[]> {
  const wanted = filesFor(name, split)
  if (isReference(folder)) {
    const opened = await context.openDataset(folder)
    const paths = await findDatasetFiles(name, split, [opened.folder])
    if (paths) return paths
    throw new Fault('not_found', `the dataset ${folder} does not hold ${wanted.join(', ')}`)
  }
  const folders = foldersOf(context.files, folder)
  const [root] = folders
  const paths = await findDatasetFiles(name, split, folders)
  if (paths) return paths
  const place = `${root}/${name}`
  const advice = `put ${wanted.join(', ')} (or packed, .gz) into ${place}`
  const base = OFFERED[name]
  if (!base) throw new Fault('not_found', `${name} is not here: ${advice}`, { path: place })
  try {
    return await fetchFiles(
      context,
      wanted.map((file) => ({ url: `${base}${file}.gz`, path: `${place}/${file}.gz` })),
    )
  } catch (error) {
    context.signal.throwIfAborted()
    const why = (error as Error).message
    throw new Fault('not_found', `${name} is not here and could not be fetched (${why}): ${advice}`, {
      path: place,
    })
  }
}
