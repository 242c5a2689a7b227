/** A part of the plane. */
export interface Bounds {
  x: [number, number]
  y: [number, number]
}

/** Points of the plane, row by row from the top. */
export function gridOf({ x, y }: Bounds, steps: number): [number, number][] {
  const at = ([low, high]: [number, number], i: number) => low + ((i + 0.5) / steps) * (high - low)
  return Array.from({ length: steps * steps }, (_, i) => [
    at(x, i % steps),
    at(y, steps - 1 - Math.floor(i / steps)),
  ])
}
