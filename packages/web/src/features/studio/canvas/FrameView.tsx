import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { changeBox } from '../../../graph-editor/edits.ts'
import { useShownTab } from '../tabs/use-tab.ts'
import { texts } from '../texts.ts'
import type { FlowBox } from './Canvas.tsx'
import { useResize } from './resize.ts'

/** A frame around boxes; it is moved by its head, and what is in it goes along. */
export const FrameView = memo(function FrameView({
  id,
  data: { box, layout },
  selected,
}: NodeProps<FlowBox>) {
  const tab = useShownTab()
  const resize = useResize(tab, id)
  const rename = (noteContent: string) =>
    tab.getState().edit((document) => changeBox(document, id, (data) => ({ ...data, noteContent })), {
      key: `note ${id}`,
    })
  return (
    <>
      <NodeResizer isVisible={selected} minWidth={160} minHeight={80} {...resize} />
      <div
        style={layout.size}
        className={`rounded-xl border bg-frame ${selected ? 'border-accent' : 'border-line-strong'}`}
      >
        <div className="grip flex h-8 cursor-grab items-center px-3">
          <input
            aria-label={texts.groupName}
            value={String(box.data.noteContent ?? '')}
            onChange={({ target }) => rename(target.value)}
            className="nodrag w-40 truncate bg-transparent font-semibold text-ink-soft outline-none focus:text-ink"
          />
        </div>
      </div>
    </>
  )
})
