import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cifarDataset, idxDataset, type RowsDataset } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'

export type KnownDataset = 'MNIST' | 'FashionMNIST' | 'CIFAR10'
export type Split = 'train' | 'test'

const IDX: Record<Split, readonly string[]> = {
  train: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
}
const CIFAR: Record<Split, readonly string[]> = {
  train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`),
  test: ['test_batch.bin'],
}
const CLASSES: Record<KnownDataset, readonly string[]> = {
  MNIST: Array.from({ length: 10 }, (_, i) => String(i)),
  FashionMNIST: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  CIFAR10: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
}

/** The files that a dataset's split consists of. */
export const filesFor = (name: KnownDataset, split: Split): readonly string[] =>
  name === 'CIFAR10' ? CIFAR[split] : IDX[split]

/** Where its files may lie below a folder: as themselves, packed, or as the original's own tools lay them. */
const placesFor = (name: KnownDataset) =>
  name === 'CIFAR10'
    ? ['', 'CIFAR10', 'cifar-10-batches-bin']
    : ['', name, join(name, 'raw'), name.toLowerCase()]

export interface FoundDataset {
  samples: RowsDataset
  classes: readonly string[]
  /** Names, sizes and times of the files. */
  digest: string
}

/** The paths of a split's files in one of some folders, packed or not; undefined if some are in none. */
export async function findDatasetFiles(
  name: KnownDataset,
  split: Split,
  folders: readonly string[],
): Promise<string[] | undefined> {
  for (const folder of folders.flatMap((root) => placesFor(name).map((place) => join(root, place)))) {
    const paths = await Promise.all(
      filesFor(name, split).map(async (file) => {
        for (const path of [join(folder, file), join(folder, `${file}.gz`)]) {
          if ((await stat(path).catch(() => undefined))?.isFile()) return path
        }
        return undefined
      }),
    )
    if (paths.every((path) => path !== undefined)) return paths
  }
  return undefined
}

/** @throws Fault `validation_failed` for files that are not what their names say */
export async function openKnownDataset(name: KnownDataset, paths: readonly string[]): Promise<FoundDataset> {
  const hash = createHash('sha256')
  for (const path of paths) {
    const { size, mtimeMs } = await stat(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  try {
    const samples = name === 'CIFAR10' ? await cifarDataset(paths) : await idxDataset(...paths)
    return { samples, classes: CLASSES[name], digest: hash.digest('hex') }
  } catch (error) {
    throw new Fault('validation_failed', `${name} cannot be read: ${(error as Error).message}`)
  }
}
