import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useTheme } from '../../../app/theme.ts'
import { reachOf } from '../../../graph-editor/hits.ts'
import { type DrawnWire, Scene } from '../../../graph-editor/scene.ts'
import { runSession } from '../run/run-store.ts'
import type { TabStore } from '../tabs/tab.ts'
import { type CanvasState, canvasOf } from './canvas-state.ts'
import { paint } from './paint.ts'
import { tokenColors } from './token-colors.ts'

/** Everything of the graph that is not an element of the page: all wires, and far boxes. Painted once per frame. */
export function PaintedLayer({ tab, mounted }: { tab: TabStore; mounted: ReadonlySet<string> }) {
  const element = useRef<HTMLCanvasElement>(null)
  const flow = useStoreApi()
  const theme = useTheme(({ theme }) => theme)
  const live = useRef(mounted)
  const repaint = useRef(() => {})
  useEffect(() => {
    live.current = mounted
    repaint.current()
  }, [mounted])

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are others in another theme.
  useEffect(() => {
    const canvas = element.current!
    const context = canvas.getContext('2d')!
    const color = tokenColors()
    const scene = new Scene()
    const { id } = tab.getState()
    const state = canvasOf(id)
    const session = runSession(id)
    let frame = 0
    const draw = () => {
      frame = 0
      const { width, height, transform } = flow.getState()
      const ratio = Math.min(devicePixelRatio, 2)
      const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
      if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide
        canvas.height = high
      }
      const { document, catalogue, selection, selectedWires } = tab.getState()
      const { hoveredWire, paints, carried } = state.getState()
      const [x, y, zoom] = transform
      paint(
        context,
        {
          document,
          catalogue,
          wires: carry(scene.of(document, catalogue), carried),
          selection,
          selectedWires,
          hoveredWire: carried?.wire ?? hoveredWire,
          paints,
          mounted: live.current,
          statusOf: (box) => session.boxRun(box).status,
          color,
        },
        { x, y, zoom },
        { width, height, ratio },
      )
    }
    const schedule = () => {
      frame ||= requestAnimationFrame(draw)
    }
    repaint.current = schedule
    schedule()
    const stops = [
      flow.subscribe((now, before) => {
        if (
          now.transform !== before.transform ||
          now.width !== before.width ||
          now.height !== before.height
        ) {
          schedule()
        }
      }),
      tab.subscribe(schedule),
      session.subscribe('boxes', schedule),
      state.subscribe((now, before) => {
        if (
          now.hoveredWire !== before.hoveredWire ||
          now.paints !== before.paints ||
          now.carried !== before.carried
        ) {
          schedule()
        }
      }),
    ]
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [tab, flow, theme])

  return <canvas ref={element} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
}

/** The wires, one of them with its end where the pointer is. */
function carry(wires: readonly DrawnWire[], carried: CanvasState['carried']): readonly DrawnWire[] {
  if (!carried) return wires
  return wires.map((drawn) => {
    if (drawn.wire.id !== carried.wire) return drawn
    const from = carried.side === 'output' ? carried.at : drawn.from
    const to = carried.side === 'input' ? carried.at : drawn.to
    return { ...drawn, from, to, reach: reachOf(from, to), type: carried.isLost ? 'wrong' : drawn.type }
  })
}
