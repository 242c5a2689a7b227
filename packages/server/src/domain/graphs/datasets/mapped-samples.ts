import { allocate, type Column, type HostArray, type Dataset as Samples } from '@nodeyard/tensor'
import { resizePlane } from '../pictures/resize-plane.ts'

export interface PictureOptions {
  /** Side of the square that pictures are brought to; 0 leaves them. */
  resize?: number
  /** From bytes to floats of [0, 1]. */
  toFloats: boolean
  /** From [0, 1] to [−1, 1]. */
  isCentred: boolean
}

/**
 * Samples whose first column, a picture [H, W] or [C, H, W] of bytes or of floats, is brought to another size and
 * scale as batches are made.
 */
export class MappedSamples implements Samples {
  readonly length: number
  readonly columns: readonly Column[]
  readonly #samples: Samples
  readonly #options: PictureOptions

  constructor(samples: Samples, options: PictureOptions) {
    const [picture, ...rest] = samples.columns
    const [height = 1, width = 1] = picture!.shape.slice(-2)
    const channels = picture!.shape.length === 3 ? picture!.shape[0]! : 1
    const side = options.resize ?? 0
    const shape = [channels, ...(side > 0 ? [side, side] : [height, width])]
    const dtype = options.toFloats ? 'float32' : picture!.dtype
    this.length = samples.length
    this.columns = [{ ...picture!, dtype, shape }, ...rest]
    this.#samples = samples
    this.#options = options
  }

  async fill(indices: readonly number[], arrays: readonly HostArray[]): Promise<void> {
    const [picture] = this.#samples.columns
    const size = picture!.shape.reduce((product, part) => product * part, 1)
    const from = allocate(picture!.dtype, size * indices.length)
    await this.#samples.fill(indices, [from, ...arrays.slice(1)])
    const isBytes = picture!.dtype === 'uint8'
    const source = this.#resized(from as Float32Array, isBytes)
    const to = arrays[0] as Float32Array
    const { toFloats, isCentred } = this.#options
    const factor = toFloats && isBytes ? 1 / 255 : 1
    for (let i = 0; i < source.length; i++) {
      const value = source[i]! * factor
      to[i] = isCentred ? (value - 0.5) / 0.5 : value
    }
  }

  #resized(from: Float32Array | Uint8Array, isBytes: boolean): Float32Array | Uint8Array {
    const side = this.#options.resize ?? 0
    const [height = 1, width = 1] = this.#samples.columns[0]!.shape.slice(-2)
    if (side === 0 || (height === side && width === side)) return from
    const planes = from.length / (height * width)
    const to = new Float32Array(planes * side * side)
    for (let p = 0; p < planes; p++) {
      const plane = from.subarray(p * height * width, (p + 1) * height * width)
      to.set(resizePlane(plane, { width, height }, { width: side, height: side }), p * side * side)
    }
    return isBytes ? to.map(Math.round) : to
  }
}
