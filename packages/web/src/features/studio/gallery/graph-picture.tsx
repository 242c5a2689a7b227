import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { kindColor } from '../kind-color.ts'
import { catalogueQuery } from '../queries.ts'
import { BOX, type Drawable, pictureOf } from './picture.ts'

/** A graph, so small that only its shape is seen. */
export function GraphPicture({ graph, label }: { graph: Drawable; label: string }) {
  const kinds = useQuery(catalogueQuery).data?.kinds
  const { width, height, boxes, wires } = useMemo(() => pictureOf(graph), [graph])
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="size-full">
      <g fill="none" stroke="var(--line-strong)" strokeWidth="1">
        {wires.map((path, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two wires may run the same way.
          <path key={at} d={path} />
        ))}
      </g>
      {boxes.map(({ id, x, y, type }) => {
        const color = `var(--${kindColor(kinds?.get(type)?.category ?? '')})`
        return (
          <g key={id}>
            <rect
              x={x}
              y={y}
              width={BOX.width}
              height={BOX.height}
              rx={2.5}
              fill="var(--surface)"
              stroke="var(--line-strong)"
              strokeWidth="0.8"
            />
            <rect x={x + 2.5} y={y + 3} width={9} height={2.4} rx={1.2} fill={color} />
            <rect x={x + 2.5} y={y + 7} width={14} height={1.6} rx={0.8} fill="var(--line)" />
          </g>
        )
      })}
    </svg>
  )
}
