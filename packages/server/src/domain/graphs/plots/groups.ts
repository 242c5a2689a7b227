import { encodeLabels } from '../classical/rows.ts'
import { colorOf } from './chart.ts'

/** Series of points in the plane, one for each label, with its colour and name. */
export function scatterSeries(points: readonly (readonly [number, number])[], labels: readonly string[]) {
  const { classes, codes } = encodeLabels(labels)
  const series = classes.map((name, group) => ({
    name,
    type: 'scatter',
    symbolSize: 8,
    itemStyle: { color: colorOf(group), borderColor: '#ffffff', borderWidth: 1, opacity: 1 },
    data: points.filter((_, i) => codes[i] === group),
  }))
  return { classes, series }
}
