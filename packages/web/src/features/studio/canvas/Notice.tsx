import { useEffect } from 'react'
import { useStore } from 'zustand'
import { canvasOf } from './canvas-state.ts'

/** Milliseconds that something said stays. */
const READING_MS = 6000

/** Says on the canvas of a tab what did not work. */
export const tell = (tabId: string, notice: string) => canvasOf(tabId).setState({ notice })

export function Notice({ tabId }: { tabId: string }) {
  const canvas = canvasOf(tabId)
  const notice = useStore(canvas, ({ notice }) => notice)
  useEffect(() => {
    if (notice === undefined) return
    const timer = setTimeout(() => canvas.setState({ notice: undefined }), READING_MS)
    return () => clearTimeout(timer)
  }, [notice, canvas])
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 bottom-4 z-10 text-center">
      {notice !== undefined && (
        <span className="rounded-md border border-line bg-raised px-3 py-2 font-medium text-bad shadow-lg">
          {notice}
        </span>
      )}
    </div>
  )
}
