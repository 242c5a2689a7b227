import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostArray } from '../graph/dtype.ts'
import type { Column, Dataset } from './column.ts'
import { DataError } from './data-error.ts'

/** Formats that sharp's own libraries read everywhere. */
const PICTURES = /\.(png|jpe?g|webp|gif|tiff?|avif)$/i

export interface ImageFolderOptions {
  /** Height and width that every picture is brought to (cut to fill, from the middle). */
  size: readonly [height: number, width: number]
  /** 3 for colours, 1 for grey; 3 by default. */
  channels?: 1 | 3
  /** Pixels one picture may have; 100 million by default. */
  maxPixels?: number
}

/** The part of sharp that is used: a package of its own, needed only for pictures. */
type Sharp = (path: string, options: { limitInputPixels: number; failOn: 'error' }) => SharpPicture
interface SharpPicture {
  rotate(): SharpPicture
  resize(options: { width: number; height: number; fit: 'cover' }): SharpPicture
  flatten(options: { background: string }): SharpPicture
  toColourspace(space: 'b-w' | 'srgb'): SharpPicture
  raw(): SharpPicture
  toBuffer(options: { resolveWithObject: true }): Promise<{ data: Uint8Array; info: { channels: number } }>
}

/**
 * Pictures in folders that are named for what they show: `cats/1.png`, `dogs/2.jpg`. A sample is the picture, uint8
 * [channels, height, width], and the number of its folder (int64) in the order of their names. Pictures are read when
 * a batch wants them: PNG, JPEG, WebP, GIF, TIFF and AVIF, by the package `sharp`, which must be installed.
 *
 * @throws DataError without sharp, without pictures, and naming a picture that cannot be read
 *
 * @example
 * const data = await imageFolder('pictures', { size: [32, 32] })
 * console.log(data.classes) // ['cats', 'dogs']
 */
export async function imageFolder(folder: string, options: ImageFolderOptions): Promise<ImageFolder> {
  const sharp = await loadSharp()
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new DataError(`cannot read ${folder}: ${error.message}`, { cause: error })
  })
  const classes = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const pictures: { path: string; label: number }[] = []
  for (const [label, name] of classes.entries()) {
    const files = (await readdir(join(folder, name))).filter((file) => PICTURES.test(file)).sort()
    pictures.push(...files.map((file) => ({ path: join(folder, name, file), label })))
  }
  if (pictures.length === 0) throw new DataError(`${folder} has no folders with pictures in them`)
  return new ImageFolder(sharp, pictures, classes, options)
}

async function loadSharp(): Promise<Sharp> {
  // Not written as a plain import: the package is optional, and its types with it.
  const name = 'sharp'
  try {
    return ((await import(name)) as { default: Sharp }).default
  } catch (error) {
    throw new DataError('pictures are read by the package sharp: npm install sharp', { cause: error })
  }
}

/**
 * See `imageFolder`.
 *
 * @example
 * const data = await imageFolder('pictures', { size: [32, 32], channels: 1 })
 * data instanceof ImageFolder // true
 * data.columns[0].shape // [1, 32, 32]
 */
export class ImageFolder implements Dataset {
  readonly length: number
  readonly columns: readonly Column[]
  /** Names of the folders, by label. */
  readonly classes: readonly string[]
  readonly #sharp: Sharp
  readonly #pictures: readonly { path: string; label: number }[]
  readonly #options: ImageFolderOptions

  constructor(
    sharp: Sharp,
    pictures: readonly { path: string; label: number }[],
    classes: readonly string[],
    options: ImageFolderOptions,
  ) {
    const [height, width] = options.size
    this.#sharp = sharp
    this.#pictures = pictures
    this.#options = options
    this.classes = classes
    this.length = pictures.length
    this.columns = [
      { name: 'picture', dtype: 'uint8', shape: [options.channels ?? 3, height, width] },
      { name: 'label', dtype: 'int64', shape: [] },
    ]
  }

  async fill(indices: readonly number[], [pictures, labels]: readonly HostArray[]): Promise<void> {
    const { size, channels = 3 } = this.#options
    const plane = size[0] * size[1]
    await Promise.all(
      indices.map(async (index, row) => {
        const { path, label } = this.#pictures[index]!
        const pixels = await this.#read(path)
        const to = pictures as Uint8Array
        // Pixel by pixel as pictures have it, plane by plane as networks do.
        for (let c = 0; c < channels; c++) {
          const start = (row * channels + c) * plane
          for (let i = 0; i < plane; i++) to[start + i] = pixels[i * channels + c]!
        }
        ;(labels as BigInt64Array)[row] = BigInt(label)
      }),
    )
  }

  async #read(path: string): Promise<Uint8Array> {
    const { size, channels = 3, maxPixels = 1e8 } = this.#options
    const [height, width] = size
    try {
      const { data, info } = await this.#sharp(path, { limitInputPixels: maxPixels, failOn: 'error' })
        .rotate()
        .resize({ width, height, fit: 'cover' })
        .flatten({ background: '#ffffff' })
        .toColourspace(channels === 1 ? 'b-w' : 'srgb')
        .raw()
        .toBuffer({ resolveWithObject: true })
      if (info.channels === channels) return data
      throw new Error(`it has ${info.channels} channels, not ${channels}`)
    } catch (error) {
      throw new DataError(`cannot read ${path}: ${(error as Error).message}`, { cause: error })
    }
  }
}
