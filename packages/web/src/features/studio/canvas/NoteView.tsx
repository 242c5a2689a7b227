import { type NodeProps, NodeResizer } from '@xyflow/react'
import { lazy, memo, Suspense, useState } from 'react'
import { changeBox } from '../../../graph-editor/edits.ts'
import { useShownTab } from '../tabs/use-tab.ts'
import { texts } from '../texts.ts'
import type { FlowBox } from './Canvas.tsx'
import { useResize } from './resize.ts'

const Markdown = lazy(() => import('../../../ui/markdown.tsx'))

/** A note: Markdown that is read, and written after a double click. */
export const NoteView = memo(function NoteView({ id, data: { box, layout }, selected }: NodeProps<FlowBox>) {
  const tab = useShownTab()
  const resize = useResize(tab, id)
  const [isWriting, setWriting] = useState(box.data.noteContent === '')
  const content = String(box.data.noteContent ?? '')
  const write = (noteContent: string) =>
    tab.getState().edit((document) => changeBox(document, id, (data) => ({ ...data, noteContent })), {
      key: `note ${id}`,
    })
  return (
    <>
      <NodeResizer isVisible={selected} minWidth={120} minHeight={48} {...resize} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter writes, too; see the canvas's keys. */}
      <div
        style={layout.size}
        onDoubleClick={() => setWriting(true)}
        data-note
        className={`grip overflow-auto rounded-lg border bg-note text-xs shadow-sm ${selected ? 'border-accent ring-2 ring-accent/30' : 'border-line-strong'}`}
      >
        {isWriting ? (
          <textarea
            // biome-ignore lint/a11y/noAutofocus: it was asked for.
            autoFocus
            aria-label={texts.note}
            value={content}
            placeholder={texts.notePlaceholder}
            onChange={({ target }) => write(target.value)}
            onBlur={() => setWriting(false)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setWriting(false)
              event.stopPropagation()
            }}
            className="nodrag nowheel block size-full resize-none bg-transparent p-2.5 font-mono outline-none"
          />
        ) : (
          <div className="p-2.5">
            {content === '' ? (
              <span className="text-ink-soft">{texts.notePlaceholder}</span>
            ) : (
              <Suspense>
                <Markdown text={content} />
              </Suspense>
            )}
          </div>
        )}
      </div>
    </>
  )
})
