import { drawChart, FRAME, numberAxis, titled } from '../../plots/chart.ts'
import { scatterSeries } from '../../plots/groups.ts'

export interface ScatterTask {
  title: string
  points: readonly (readonly [number, number])[]
  /** None: all points are of one group. */
  labels: readonly string[]
}

/** Points in the plane as a PNG, in base64. */
export default function drawScatter({ title, points, labels }: ScatterTask): string {
  const isGrouped = labels.length > 0
  const { classes, series } = scatterSeries(points, isGrouped ? labels : points.map(() => ''))
  return drawChart({
    title: titled(title),
    grid: FRAME,
    xAxis: numberAxis(),
    yAxis: numberAxis(),
    ...(isGrouped && { legend: { data: classes.slice(0, 20), top: 34 } }),
    series,
  })
}
