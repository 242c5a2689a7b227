import sharp from 'sharp'
import { drawSvg, FRAME, HEIGHT, WIDTH } from './chart.ts'

/** Stops of a colour scale from dark blue over green to yellow that keeps its order in print and for the colour-blind. */
const STOPS = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
  [253, 231, 37],
] as const

/** The colour of a share of [0, 1]. */
export function scaleColor(share: number): [number, number, number] {
  const at = Math.min(Math.max(share, 0), 1) * (STOPS.length - 1)
  const from = Math.min(Math.floor(at), STOPS.length - 2)
  const mix = (c: 0 | 1 | 2) =>
    Math.round(STOPS[from]![c] + (at - from) * (STOPS[from + 1]![c] - STOPS[from]![c]))
  return [mix(0), mix(1), mix(2)]
}

export interface Pixels {
  width: number
  height: number
  /** Red, green and blue of each, row by row. */
  data: Uint8Array
}

/** Pixels as a PNG that can stand in an SVG or a chart. */
export async function pixelsUrl({ width, height, data }: Pixels): Promise<string> {
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}

/** Draws pixels as large as they fit under a title, with words below. */
export async function drawPixels(pixels: Pixels, { title = '', below = '' }): Promise<string> {
  const room = { width: FRAME.width + FRAME.left, height: FRAME.height }
  const scale = Math.min(room.width / pixels.width, room.height / pixels.height)
  const width = Math.max(1, Math.round(pixels.width * scale))
  const height = Math.max(1, Math.round(pixels.height * scale))
  // Enlarged without smoothing, so that every number stays to be seen.
  const grown =
    scale >= 1
      ? await sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
          .resize(width, height, { kernel: 'nearest', fit: 'fill' })
          .raw()
          .toBuffer()
      : undefined
  const url = await pixelsUrl(grown ? { width, height, data: grown } : pixels)
  const x = Math.round((WIDTH - width) / 2)
  const y = FRAME.top + Math.round((FRAME.height - height) / 2)
  const text = (value: string, at: number, style: string) =>
    `<text x="${WIDTH / 2}" y="${at}" text-anchor="middle" font-family="DejaVu Sans" ${style}>${toXml(value)}</text>`
  return drawSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
      `<rect width="100%" height="100%" fill="#ffffff"/>${text(title, 30, 'font-size="16" font-weight="bold"')}` +
      `<image x="${x}" y="${y}" width="${width}" height="${height}" href="${url}"/>` +
      `${text(below, HEIGHT - 20, 'font-size="12" fill="#444444"')}</svg>`,
  )
}

const toXml = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
  text.replace(/[\0-\x08\x0b-\x1f]/g, '').replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
