import { type PointerEvent, useEffect, useRef } from 'react'

interface Props {
  /** RGBA, row by row. */
  pixels: Uint8ClampedArray<ArrayBuffer>
  rows: number
  columns: number
  label: string
  /** Which cell is pointed at; none when the pointer leaves. */
  onCell?(row: number | undefined, column: number): void
}

/** A grid of colours, as large as there is room for. */
export function Pixels({ pixels, rows, columns, label, onCell }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (pixels.length === 0 || pixels.length !== rows * columns * 4) return
    canvas.current!.getContext('2d')!.putImageData(new ImageData(pixels, columns, rows), 0, 0)
  }, [pixels, rows, columns])
  const point = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect()
    const at = (place: number, size: number, cells: number) =>
      Math.min(cells - 1, Math.max(0, Math.floor((place / size) * cells)))
    onCell?.(at(clientY - box.top, box.height, rows), at(clientX - box.left, box.width, columns))
  }
  // A long strip is not drawn as a hair, nor a column as a tower.
  const ratio = Math.min(Math.max(columns / Math.max(1, rows), 0.75), 10)
  return (
    <canvas
      ref={canvas}
      width={Math.max(1, columns)}
      height={Math.max(1, rows)}
      role="img"
      aria-label={label}
      onPointerMove={onCell && point}
      onPointerLeave={onCell && (() => onCell(undefined, 0))}
      style={{ aspectRatio: ratio, maxWidth: `${62 * ratio}vh` }}
      className="mx-auto block w-full rounded border border-line [image-rendering:pixelated]"
    />
  )
}
