import { useViewport } from '@xyflow/react'
import { useStore } from 'zustand'
import { canvasOf } from './canvas-state.ts'

/** The area that is being selected. */
export function Marquee({ tabId }: { tabId: string }) {
  const area = useStore(canvasOf(tabId), ({ marquee }) => marquee)
  return area ? <Area {...area} /> : null
}

function Area({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const view = useViewport()
  return (
    <div
      className="pointer-events-none absolute top-0 left-0 z-10 border border-accent bg-accent/10"
      style={{
        transform: `translate(${x * view.zoom + view.x}px, ${y * view.zoom + view.y}px)`,
        width: width * view.zoom,
        height: height * view.zoom,
      }}
    />
  )
}
