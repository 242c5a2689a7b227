import { useReactFlow } from '@xyflow/react'
import { type DragEvent, useMemo } from 'react'
import { DRAGGED } from '../palette/Palette.tsx'
import { getTab } from '../tabs/tabs.ts'
import { texts } from '../texts.ts'
import { add, insertGraph } from './commands.ts'
import { tell } from './Notice.tsx'

/** What is dropped on the canvas: a kind from the palette, or graphs as files. */
export function useDrops(tabId: string) {
  const flow = useReactFlow()
  return useMemo(
    () => ({
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.some((type) => type === DRAGGED || type === 'Files')) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      },
      async onDrop(event: DragEvent) {
        const type = event.dataTransfer.getData(DRAGGED)
        const files = [...event.dataTransfer.files]
        if (type === '' && files.length === 0) return
        event.preventDefault()
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
        if (type !== '') return add(tabId, type, { x: at.x - 100, y: at.y - 16 })
        for (const file of files) await importFile(tabId, file, at)
      },
    }),
    [tabId, flow],
  )
}

/** A graph from a file goes into the one that is open; nothing in it is replaced. */
export async function importFile(tabId: string, file: File, at?: { x: number; y: number }): Promise<void> {
  try {
    const json: unknown = JSON.parse(await file.text())
    const isEmpty = getTab(tabId).getState().document.boxes.size === 0
    insertGraph(tabId, json, isEmpty ? { x: 0, y: 0 } : at)
  } catch {
    tell(tabId, texts.notJson(file.name))
  }
}
