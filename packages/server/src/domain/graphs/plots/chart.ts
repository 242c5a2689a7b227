import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { init } from 'echarts'

/** Pixels of a chart. */
export const WIDTH = 640
export const HEIGHT = 480
/** Where the numbers are drawn: the rest is for the title, axes and names. */
export const FRAME = { left: 64, top: 56, width: 544, height: 372 }

/** Colours of groups, one after the other; easy to tell apart for nearly everybody. */
export const PALETTE = [
  [31, 119, 180],
  [255, 127, 14],
  [44, 160, 44],
  [214, 39, 40],
  [148, 103, 189],
  [140, 86, 75],
  [227, 119, 194],
  [127, 127, 127],
  [188, 189, 34],
  [23, 190, 207],
] as const

export const colorOf = (group: number): string => `rgb(${PALETTE[group % PALETTE.length]!.join(',')})`

const fonts = () => {
  const find = createRequire(import.meta.url).resolve
  return ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => find(`dejavu-fonts-ttf/ttf/${file}`))
}

/** A chart of echarts' options as a PNG, in base64. Fonts come along: it looks the same on every machine. */
export function drawChart(option: Record<string, unknown>): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      textStyle: { fontFamily: 'DejaVu Sans' },
      ...option,
    })
    return drawSvg(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

/** SVG as a PNG, in base64. */
export function drawSvg(svg: string): string {
  const font = { fontFiles: fonts(), loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' }
  return new Resvg(svg, { font }).render().asPng().toString('base64')
}

export const titled = (text: string) => ({
  text,
  left: 'center',
  top: 10,
  textStyle: { fontSize: 16, fontWeight: 'bold', fontFamily: 'DejaVu Sans' },
})

/** Axes of numbers that leave room around the points. */
export const numberAxis = (min?: number, max?: number) => ({
  type: 'value',
  scale: true,
  axisLine: { show: true, onZero: false },
  splitLine: { lineStyle: { color: '#e5e5e5' } },
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
})
