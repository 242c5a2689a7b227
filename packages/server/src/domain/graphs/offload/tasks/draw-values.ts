import { colorOf, drawChart, FRAME, numberAxis, titled } from '../../plots/chart.ts'
import { drawPixels, type Pixels, scaleColor } from '../../plots/pixels.ts'

export interface ValuesTask {
  title: string
  plotType: 'line' | 'histogram' | 'heatmap' | 'image'
  shape: readonly number[]
  values: Float64Array
  /** Whether the elements are bytes: pictures of 0 to 255. */
  isBytes: boolean
}

/** Numbers as a PNG, in base64. */
export default function drawValues(task: ValuesTask): string | Promise<string> {
  if (task.values.length === 0) throw new Error('there is nothing to draw: the data is empty')
  return DRAW[task.plotType](task)
}

const MOST_LINES = 20
const BINS = 50
const MOST_PICTURES = 64

const DRAW = { line: drawLines, histogram: drawHistogram, heatmap: drawHeatmap, image: drawPictures }

/** One line; of a table one for each row, or for each column where those are fewer. */
function drawLines({ title, shape, values }: ValuesTask): string {
  const width = shape.at(-1) ?? 1
  const rows = values.length / width
  const areColumns = shape.length === 2 && width < rows && width <= MOST_LINES
  const [count, length] = areColumns ? [width, rows] : [rows, width]
  const at = (line: number, i: number) => values[areColumns ? i * width + line : line * width + i]!
  const series = Array.from({ length: Math.min(count, MOST_LINES) }, (_, line) => ({
    type: 'line',
    symbol: length === 1 ? 'circle' : 'none',
    sampling: 'lttb',
    lineStyle: { width: 2, color: colorOf(line) },
    itemStyle: { color: colorOf(line) },
    data: Array.from({ length }, (_, i) => [i, Number.isFinite(at(line, i)) ? at(line, i) : null]),
  }))
  return drawChart({ title: titled(title), grid: FRAME, xAxis: numberAxis(), yAxis: numberAxis(), series })
}

function drawHistogram({ title, values }: ValuesTask): string {
  const finite = values.filter(Number.isFinite)
  let [low, high] = rangeOf(finite)
  // All the same: one bar of some width.
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  const counts: number[] = new Array(BINS).fill(0)
  for (const value of finite) {
    counts[Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS))]!++
  }
  const middle = (i: number) => low + ((i + 0.5) / BINS) * (high - low)
  return drawChart({
    title: titled(title),
    grid: FRAME,
    xAxis: { type: 'category', data: counts.map((_, i) => middle(i).toPrecision(3)) },
    yAxis: { type: 'value' },
    series: [{ type: 'bar', barCategoryGap: '5%', itemStyle: { color: colorOf(0) }, data: counts }],
  })
}

/** The last two axes as colours; of more axes the first plane. */
function drawHeatmap({ title, shape, values }: ValuesTask): Promise<string> {
  const width = shape.at(-1) ?? 1
  const height = shape.at(-2) ?? 1
  const plane = values.subarray(0, width * height)
  const [low, high] = rangeOf(plane.filter(Number.isFinite))
  const data = new Uint8Array(plane.length * 3)
  for (const [i, value] of plane.entries()) {
    const share = high > low ? (value - low) / (high - low) : 0.5
    data.set(Number.isFinite(value) ? scaleColor(share) : [200, 200, 200], i * 3)
  }
  const below = `${height} × ${width}, from ${low.toPrecision(4)} (dark) to ${high.toPrecision(4)} (bright)`
  return drawPixels({ width, height, data }, { title, below })
}

/** Pictures side by side: [H, W], [C, H, W] or [N, C, H, W] with 1, 3 or 4 channels. */
function drawPictures({ title, shape, values, isBytes }: ValuesTask): Promise<string> {
  const [width = 1, height = 1] = [shape.at(-1), shape.at(-2)]
  const channels = shape.length >= 3 ? shape.at(-3)! : 1
  if (![1, 3, 4].includes(channels)) throw new Error(`a picture has 1, 3 or 4 channels, not ${channels}`)
  const count = Math.min(values.length / (width * height * channels), MOST_PICTURES)
  const across = Math.ceil(Math.sqrt(count))
  const gap = count > 1 ? Math.max(1, Math.round(width / 28)) : 0
  const pixels: Pixels = {
    width: across * (width + gap) - gap,
    height: Math.ceil(count / across) * (height + gap) - gap,
    data: new Uint8Array(0),
  }
  pixels.data = new Uint8Array(pixels.width * pixels.height * 3).fill(255)
  const byte = (value: number) => Math.round(Math.min(Math.max(isBytes ? value / 255 : value, 0), 1) * 255)
  for (let n = 0; n < count; n++) {
    const [left, top] = [(n % across) * (width + gap), Math.floor(n / across) * (height + gap)]
    for (let i = 0; i < width * height; i++) {
      const to = ((top + Math.floor(i / width)) * pixels.width + left + (i % width)) * 3
      for (let c = 0; c < 3; c++) {
        const from = channels === 1 ? 0 : c
        pixels.data[to + c] = byte(values[(n * channels + from) * width * height + i]!)
      }
    }
  }
  return drawPixels(pixels, { title })
}

function rangeOf(values: Float64Array): [number, number] {
  if (values.length === 0) throw new Error('there is nothing to draw: no number is finite')
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [values[0]!, values[0]!],
  )
}
