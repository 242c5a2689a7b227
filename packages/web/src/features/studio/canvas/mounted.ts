import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef, useState } from 'react'
import type { GraphDocument } from '../../../graph-editor/document.ts'
import { layoutOf } from '../../../graph-editor/geometry.ts'
import type { TabStore } from '../tabs/tab.ts'
import { canvasOf } from './canvas-state.ts'

/** More boxes than this at once are too small to be worked in: the canvas draws them, and the touched ones live. */
const MOST_LIVE = 120
/** Boxes that come to life in one frame: few enough that it is not seen. */
const MOST_PER_FRAME = 3
/** Pixels around the screen within which boxes are kept ready. */
const MARGIN = 120

/**
 * The boxes that are elements of the page; all others are drawn. Those in view come to life a few per frame, and a
 * box under the pointer at once, so that whatever is touched is real.
 */
export function useMounted(tab: TabStore): ReadonlySet<string> {
  const flow = useStoreApi()
  const [mounted, setMounted] = useState<ReadonlySet<string>>(new Set())
  const now = useRef(mounted)
  useEffect(() => {
    const canvas = canvasOf(tab.getState().id)
    let frame = 0
    const update = () => {
      frame = 0
      const { wanted, urgent } = wantedBoxes(tab, flow.getState(), canvas.getState())
      let room = now.current.size === 0 ? MOST_LIVE : MOST_PER_FRAME
      let isSame = true
      const next = new Set<string>()
      let isMore = false
      for (const id of wanted) {
        if (now.current.has(id)) next.add(id)
        else if (urgent.has(id) || room-- > 0) {
          next.add(id)
          isSame = false
        } else isMore = true
      }
      if (!isSame || next.size !== now.current.size) {
        now.current = next
        setMounted(next)
      }
      if (isMore) schedule()
    }
    const schedule = () => {
      frame ||= requestAnimationFrame(update)
    }
    update()
    const stops = [
      flow.subscribe((state, before) => {
        if (
          state.transform !== before.transform ||
          state.width !== before.width ||
          state.height !== before.height
        )
          schedule()
      }),
      tab.subscribe((state, before) => {
        // A dragged box moves in every frame, and takes nothing into view or out of it that matters.
        if (state.document !== before.document && !state.before) schedule()
        if (state.catalogue !== before.catalogue) schedule()
      }),
      canvas.subscribe((state, before) => {
        if (state.hoveredBox !== before.hoveredBox) update()
      }),
    ]
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [tab, flow])
  return mounted
}

function wantedBoxes(
  tab: TabStore,
  {
    transform: [x, y, zoom],
    width,
    height,
  }: { transform: [number, number, number]; width: number; height: number },
  { hoveredBox, pulling }: { hoveredBox: string | undefined; pulling: { box: string } | undefined },
) {
  const { document, catalogue, selection, before } = tab.getState()
  const urgent = new Set<string>()
  // What has the focus must not vanish under somebody's hands.
  const focused = globalThis.document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset.id
  for (const id of [hoveredBox, pulling?.box, focused]) if (id && document.boxes.has(id)) urgent.add(id)
  if (before) for (const id of selection) if (urgent.size < MOST_LIVE) urgent.add(id)
  const area = {
    left: (-x - MARGIN) / zoom,
    top: (-y - MARGIN) / zoom,
    right: (width - x + MARGIN) / zoom,
    bottom: (height - y + MARGIN) / zoom,
  }
  const visible = width === 0 ? [] : boxesWithin(document, area)
  const wanted = new Set(visible.length > MOST_LIVE ? urgent : [...urgent, ...visible])
  return { wanted, urgent }

  function boxesWithin({ boxes }: GraphDocument, { left, top, right, bottom }: typeof area): string[] {
    const found: string[] = []
    for (const box of boxes.values()) {
      const { x, y } = box.position
      if (x > right || y > bottom) continue
      const { size } = layoutOf(box, catalogue)
      if (x + size.width >= left && y + size.height >= top) found.push(box.id)
    }
    return found
  }
}
