import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import type { Rows } from './rows.ts'

/** Rows in the plane of the two directions in which they differ most (PCA). */
export function principalPlane(rows: Rows): [number, number][] {
  const centred = new Matrix(rows as number[][]).center('column')
  const { leftSingularVectors: u, diagonal: sizes } = new SingularValueDecomposition(centred, {
    autoTranspose: true,
  })
  const order = sizes.map((_, i) => i).sort((a, b) => sizes[b]! - sizes[a]!)
  const axes = [0, 1].map((c) => {
    const axis = order[c]
    if (axis === undefined) return rows.map(() => 0)
    const along = rows.map((_, i) => u.get(i, axis) * sizes[axis]!)
    // Either direction is as good: the row that lies farthest out is on the positive side.
    const farthest = along.reduce((far, value) => (Math.abs(value) > Math.abs(far) ? value : far), 0)
    return farthest < 0 ? along.map((value) => -value) : along
  })
  return rows.map((_, i) => [axes[0]![i]!, axes[1]![i]!])
}
