import { type Tensor, tensor } from '@nodeyard/tensor'
import sharp from 'sharp'
import { Fault } from '../../../fault.ts'

export type PictureMode = 'RGB' | 'L' | 'RGBA'

/** Pixels of a picture at most: a small file can unpack to a very large one. */
export const MOST_PIXELS = 25_000_000

/** Bytes of a picture, channel by channel. */
export interface Picture {
  channels: number
  height: number
  width: number
  /** [C, H, W] */
  planes: Uint8Array
}

/**
 * Reads a picture file (PNG, JPEG, WebP, GIF, TIFF, AVIF), upright.
 *
 * @param size side of the square it is brought to; 0 to leave it as it is
 * @throws Fault `validation_failed` for what is no picture
 */
export async function readPicture(
  source: string | Uint8Array,
  { mode, size }: { mode: PictureMode; size: number },
): Promise<Picture> {
  try {
    let picture = sharp(source, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate()
    if (size > 0) picture = picture.resize(size, size, { fit: 'fill', kernel: 'linear' })
    picture = mode === 'RGBA' ? picture.ensureAlpha() : picture.removeAlpha()
    picture = picture.toColourspace(mode === 'L' ? 'b-w' : 'srgb')
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    const planes = new Uint8Array(data.length)
    const plane = width * height
    for (let i = 0; i < plane; i++) {
      for (let c = 0; c < channels; c++) planes[c * plane + i] = data[i * channels + c]!
    }
    return { channels, height, width, planes }
  } catch (error) {
    throw new Fault('validation_failed', `the picture cannot be read: ${(error as Error).message}`)
  }
}

/** A picture as floats of [0, 1], [C, H, W]. */
export const pictureTensor = ({ channels, height, width, planes }: Picture): Tensor =>
  tensor(
    Float32Array.from(planes, (byte) => byte / 255),
    { shape: [channels, height, width] },
  )

/**
 * A picture from base64 or a data URL, as a tensor [3, H, W] of [0, 1].
 *
 * @throws Error when it is none, or too large
 */
export async function decodePicture(text: string): Promise<Tensor> {
  const base64 = text.replace(/^data:[^,]*;base64,/i, '')
  if (base64 === '' || /[^A-Za-z0-9+/=_\s-]/.test(base64)) throw new Error('it is not base64')
  const picture = await readPicture(Buffer.from(base64, 'base64'), { mode: 'RGB', size: 0 }).catch(() => {
    throw new Error(`it is no picture, or has more than ${MOST_PIXELS} pixels`)
  })
  return pictureTensor(picture)
}

/** The first picture of a tensor [H, W], [C, H, W] or [N, C, H, W] of [0, 1] (or bytes), ready to be written. */
export async function pictureOf(image: Tensor) {
  const shape = image.shape.length === 2 ? [1, ...image.shape] : image.shape.slice(-3)
  const [channels = 0, height = 0, width = 0] = shape
  if (image.shape.length < 2 || image.shape.length > 4 || ![1, 3, 4].includes(channels)) {
    throw new Fault(
      'validation_failed',
      `an image is [C, H, W] with 1, 3 or 4 channels, not [${image.shape}]`,
    )
  }
  if (image.numel === 0) throw new Fault('validation_failed', 'the image is empty')
  const values = await image.read()
  const plane = width * height
  const bytes = new Uint8Array(plane * channels)
  const factor = image.dtype === 'uint8' ? 1 : 255
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < channels; c++) {
      const value = Math.round(Number(values[c * plane + i]) * factor)
      bytes[i * channels + c] = Math.min(Math.max(value, 0), 255)
    }
  }
  return sharp(bytes, { raw: { width, height, channels: channels as 1 | 3 | 4 } })
}
