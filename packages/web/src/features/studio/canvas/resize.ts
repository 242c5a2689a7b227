import type { NodeResizerProps } from '@xyflow/react'
import { useMemo } from 'react'
import { changeBox, moveBoxes } from '../../../graph-editor/edits.ts'
import type { TabStore } from '../tabs/tab.ts'

/** What a note's corners do: its size is part of the document. */
export const useResize = (tab: TabStore, id: string): Pick<NodeResizerProps, 'onResize' | 'onResizeEnd'> =>
  useMemo(
    () => ({
      onResize(_, { x, y, width, height }) {
        const { document, preview } = tab.getState()
        const size = { noteWidth: Math.round(width), noteHeight: Math.round(height) }
        const moved = moveBoxes(document, new Map([[id, { x: Math.round(x), y: Math.round(y) }]]))
        preview(changeBox(moved, id, (data) => ({ ...data, ...size })))
      },
      onResizeEnd() {
        tab.getState().commit()
      },
    }),
    [tab, id],
  )
