import { type Fitted, predict } from '../../classical/fit.ts'
import { encodeLabels } from '../../classical/rows.ts'
import { drawChart, FRAME, numberAxis, PALETTE, titled } from '../../plots/chart.ts'
import { scatterSeries } from '../../plots/groups.ts'
import { pixelsUrl } from '../../plots/pixels.ts'
import { type Bounds, gridOf } from '../../plots/plane.ts'

export interface BoundaryTask {
  title: string
  points: readonly (readonly [number, number])[]
  labels: readonly string[]
  steps: number
  bounds: Bounds
  /** A model that predicts here, or what another one has said for every point of the grid. */
  fitted?: Fitted
  predicted?: readonly string[]
  showsSupport: boolean
}

/** Where a model draws its borders in the plane, with the points it has learned from, as a PNG in base64. */
export default async function drawBoundary(task: BoundaryTask): Promise<string> {
  const { steps, bounds, points, labels, fitted } = task
  const regions = task.predicted ?? predict(fitted!, gridOf(bounds, steps)).predictions
  // Regions of a class have the colour of its points, lighter; a class without points comes behind them.
  const { classes } = encodeLabels(labels)
  const more = [...new Set(regions)].filter((name) => !classes.includes(name))
  const place = new Map([...classes, ...more].map((name, i) => [name, i]))
  const data = new Uint8Array(steps * steps * 3)
  for (const [i, region] of regions.entries()) {
    const color = PALETTE[place.get(region)! % PALETTE.length]!
    for (let c = 0; c < 3; c++) data[i * 3 + c] = Math.round(255 - (255 - color[c]!) * 0.35)
  }
  const { series } = scatterSeries(points, labels)
  const support = task.showsSupport && fitted?.kind === 'svm' ? fitted.supportVectors : []
  return drawChart({
    title: titled(task.title),
    grid: FRAME,
    legend: { data: classes.slice(0, 20), top: 34 },
    xAxis: numberAxis(...bounds.x),
    yAxis: numberAxis(...bounds.y),
    graphic: {
      type: 'image',
      z: -10,
      left: FRAME.left,
      top: FRAME.top,
      style: {
        image: await pixelsUrl({ width: steps, height: steps, data }),
        width: FRAME.width,
        height: FRAME.height,
      },
    },
    series: [
      ...series,
      {
        type: 'scatter',
        symbolSize: 15,
        itemStyle: { color: 'transparent', borderColor: '#000000', borderWidth: 1.5 },
        data: support,
      },
    ],
  })
}
