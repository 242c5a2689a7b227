import { neighbourPlane } from '../../classical/neighbour-plane.ts'
import { principalPlane } from '../../classical/principal-plane.ts'
import type { Rows } from '../../classical/rows.ts'

export interface ProjectTask {
  rows: Rows
  method: 'PCA' | 't-SNE'
  perplexity: number
  seed: number
}

/** Vectors as points of the plane, their middle at the origin and the largest coordinate 1. */
export default function projectPoints({ rows, method, perplexity, seed }: ProjectTask): [number, number][] {
  const points = method === 'PCA' ? principalPlane(rows) : neighbourPlane(rows, { perplexity, seed })
  const middle = [0, 1].map((c) => points.reduce((sum, point) => sum + point[c]!, 0) / points.length)
  const moved = points.map(([x, y]): [number, number] => [x - middle[0]!, y - middle[1]!])
  const most = moved.reduce((far, [x, y]) => Math.max(far, Math.abs(x), Math.abs(y)), 0)
  return most === 0 ? moved : moved.map(([x, y]) => [x / most, y / most])
}
