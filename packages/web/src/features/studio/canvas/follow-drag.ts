import type { Point } from '../../../graph-editor/document.ts'

/** Pixels that a pressed pointer may tremble before it is a drag. */
const STILL = 3

interface Drag {
  /** For every move, with the place on the screen. */
  onMove(screen: Point): void
  /** Once, also after a press without a move. Escape gives up what was begun. */
  onEnd(how: 'dropped' | 'given up'): void
}

/** Follows a pressed pointer that the flow library must not follow; the click that ends a drag is none. */
export function followDrag(start: MouseEvent, { onMove, onEnd }: Drag): void {
  let hasMoved = false
  const move = ({ clientX: x, clientY: y }: MouseEvent) => {
    hasMoved ||= Math.hypot(x - start.clientX, y - start.clientY) > STILL
    if (hasMoved) onMove({ x, y })
  }
  const end = (how: 'dropped' | 'given up') => {
    removeEventListener('mousemove', move)
    removeEventListener('mouseup', drop)
    removeEventListener('keydown', giveUp, { capture: true })
    onEnd(how)
    if (hasMoved) swallowClick()
  }
  const drop = () => end('dropped')
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end('given up')
  }
  addEventListener('mousemove', move)
  addEventListener('mouseup', drop)
  addEventListener('keydown', giveUp, { capture: true })
}

function swallowClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation()
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }))
}
