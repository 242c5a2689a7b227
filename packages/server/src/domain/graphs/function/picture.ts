import { type Tensor, tensor } from '@nodeyard/tensor'
import sharp from 'sharp'

/** Pictures beyond this are not unpacked. Pixels. */
const MOST_PIXELS = 25_000_000

/**
 * A picture from base64 or a data URL, as a tensor [3, H, W] of [0, 1].
 *
 * @throws Error when it is none, or too large
 */
export async function decodePicture(text: string): Promise<Tensor> {
  const base64 = text.replace(/^data:[^,]*;base64,/i, '')
  if (base64 === '' || /[^A-Za-z0-9+/=_\s-]/.test(base64)) throw new Error('it is not base64')
  const picture = sharp(Buffer.from(base64, 'base64'), { limitInputPixels: MOST_PIXELS })
  const { data, info } = await picture
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new Error(`it is no picture, or has more than ${MOST_PIXELS} pixels`)
    })
  const { width, height, channels } = info
  const planes = new Float32Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    // A grey picture has the same in all three.
    for (let c = 0; c < 3; c++)
      planes[c * width * height + i] = data[i * channels + (channels < 3 ? 0 : c)]! / 255
  }
  return tensor(planes, { shape: [3, height, width] })
}

/** Elements of [0, 1] in the order [C, H, W] as a PNG; one channel is grey. */
export async function encodePng(
  elements: ArrayLike<number>,
  [channels, height, width]: readonly [number, number, number],
): Promise<Buffer> {
  const raw = Buffer.alloc(channels * height * width)
  const area = height * width
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < channels; c++) {
      const value = elements[c * area + i]!
      raw[i * channels + c] = Math.round(Math.min(1, Math.max(0, value)) * 255)
    }
  }
  return sharp(raw, { raw: { width, height, channels: channels as 1 | 3 | 4 } })
    .png()
    .toBuffer()
}
