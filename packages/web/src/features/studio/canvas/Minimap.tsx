import { useStoreApi } from '@xyflow/react'
import { type PointerEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useTheme } from '../../../app/theme.ts'
import { isFrame, isNote, type Point } from '../../../graph-editor/document.ts'
import { boundsOf, layoutOf, type Rect } from '../../../graph-editor/geometry.ts'
import { kindColor } from '../kind-color.ts'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { canvasOf } from './canvas-state.ts'
import { tokenColors } from './token-colors.ts'
import { centreOn } from './view.ts'

const WIDTH = 180
const HEIGHT = 120

interface Scale {
  area: Rect
  by: number
}

/** Fits an area into the map, in its middle. */
const scaleOf = (area: Rect): Scale => ({ area, by: Math.min(WIDTH / area.width, HEIGHT / area.height) })

const toMap = ({ area, by }: Scale, { x, y }: Point): Point => ({
  x: (x - area.x) * by + (WIDTH - area.width * by) / 2,
  y: (y - area.y) * by + (HEIGHT - area.height * by) / 2,
})

/** The whole graph in a corner, and what of it is seen. Boxes are drawn when they change, the frame as one moves. */
export function Minimap({ tab }: { tab: TabStore }) {
  const { id } = tab.getState()
  const isShown = useStore(canvasOf(id), ({ hasMinimap }) => hasMinimap)
  const isEmpty = useStore(tab, ({ document }) => document.boxes.size === 0)
  return isShown && !isEmpty ? <Overview tab={tab} /> : null
}

function Overview({ tab }: { tab: TabStore }) {
  const { id } = tab.getState()
  const flow = useStoreApi()
  const canvas = useRef<HTMLCanvasElement>(null)
  const seen = useRef<HTMLDivElement>(null)
  const scale = useRef<Scale>(undefined)
  const theme = useTheme(({ theme }) => theme)
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are others in another theme.
  useEffect(() => {
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const showSeen = () => {
      frame = 0
      const element = seen.current
      const now = scale.current
      if (!element) return
      element.hidden = now === undefined
      if (!now) return
      const { transform, width, height } = flow.getState()
      const [x, y, zoom] = transform
      const at = toMap(now, { x: -x / zoom, y: -y / zoom })
      const [left, top] = [Math.max(at.x, 0), Math.max(at.y, 0)]
      const right = Math.min(at.x + (width / zoom) * now.by, WIDTH)
      const bottom = Math.min(at.y + (height / zoom) * now.by, HEIGHT)
      element.style.transform = `translate(${left}px, ${top}px)`
      element.style.width = `${Math.max(right - left, 4)}px`
      element.style.height = `${Math.max(bottom - top, 4)}px`
    }
    const draw = () => {
      timer = undefined
      const element = canvas.current
      if (!element) return
      const ratio = Math.min(devicePixelRatio, 2)
      element.width = WIDTH * ratio
      element.height = HEIGHT * ratio
      const context = element.getContext('2d')!
      context.scale(ratio, ratio)
      const { document, catalogue, selection } = tab.getState()
      const area = boundsOf(document.boxes.values(), catalogue)
      scale.current =
        area &&
        scaleOf({ x: area.x - 60, y: area.y - 60, width: area.width + 120, height: area.height + 120 })
      const color = tokenColors()
      const [accent, note, frame] = ['accent', 'warn', 'line-strong'].map(color)
      const now = scale.current
      if (now) {
        for (const box of document.boxes.values()) {
          const { shape, size } = layoutOf(box, catalogue)
          const { width, height } = size
          const { x, y } = toMap(now, box.position)
          const [w, h] = [Math.max(width * now.by, 1), Math.max(height * now.by, 1)]
          context.fillStyle = selection.has(box.id)
            ? accent!
            : isNote(box)
              ? note!
              : color(kindColor(shape.category))
          context.strokeStyle = frame!
          if (isFrame(box)) context.strokeRect(x, y, w, h)
          else context.fillRect(x, y, w, h)
        }
      }
      showSeen()
    }
    const move = () => {
      frame ||= requestAnimationFrame(showSeen)
    }
    // Small as it is, it needs not follow every frame of a drag.
    const redraw = () => {
      timer ??= setTimeout(draw, 120)
    }
    draw()
    const stops = [
      flow.subscribe((state, before) => {
        if (state.transform !== before.transform || state.width !== before.width) move()
      }),
      tab.subscribe((state, before) => {
        if (state.document !== before.document || state.selection !== before.selection) redraw()
        if (state.catalogue !== before.catalogue) redraw()
      }),
    ]
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [tab, flow, theme])
  const go = (event: PointerEvent<HTMLDivElement>) => {
    const now = scale.current
    if (!now || event.buttons === 0) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const { area, by } = now
    centreOn(id, {
      x: (event.clientX - left - (WIDTH - area.width * by) / 2) / by + area.x,
      y: (event.clientY - top - (HEIGHT - area.height * by) / 2) / by + area.y,
    })
  }
  return (
    <div
      role="img"
      aria-label={texts.minimap}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={go}
      style={{ width: WIDTH, height: HEIGHT }}
      className="absolute right-3 bottom-3 z-10 cursor-pointer overflow-hidden rounded-md border border-line bg-surface/90 shadow-sm"
    >
      <canvas ref={canvas} style={{ width: WIDTH, height: HEIGHT }} />
      <div ref={seen} className="absolute top-0 left-0 rounded-sm border-2 border-accent bg-accent/10" />
    </div>
  )
}
