import '@xyflow/react/dist/base.css'
import './canvas.css'
import { type Node, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useTheme } from '../../../app/theme.ts'
import { type Box, isFrame, isNote } from '../../../graph-editor/document.ts'
import { type Layout, layoutOf } from '../../../graph-editor/geometry.ts'
import { QuickAdd } from '../palette/QuickAdd.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { BoxView } from './BoxView.tsx'
import { ConnectDialog } from './ConnectDialog.tsx'
import { useDrops } from './drops.ts'
import { EmptyHint } from './EmptyHint.tsx'
import { FrameView } from './FrameView.tsx'
import { useGestures } from './gestures.ts'
import { KeepDialog } from './KeepDialog.tsx'
import { useKeys } from './keys.ts'
import { layOutFresh } from './lay-out.ts'
import { Marquee } from './Marquee.tsx'
import { Menu } from './Menu.tsx'
import { Minimap } from './Minimap.tsx'
import { useMounted } from './mounted.ts'
import { NoteView } from './NoteView.tsx'
import { Notice } from './Notice.tsx'
import { PaintedLayer } from './PaintedLayer.tsx'
import { fitFirst, keepView, LEAST_ZOOM, MOST_ZOOM, viewportOf } from './view.ts'

const KINDS = { box: BoxView, note: NoteView, frame: FrameView }

export type FlowBox = Node<{ box: Box; layout: Layout }>

/** The graph of a tab, to be seen and worked in. */
export function Canvas({ tab }: { tab: TabStore }) {
  return (
    <ReactFlowProvider>
      <Surface tab={tab} />
    </ReactFlowProvider>
  )
}

const NO_WIRES: never[] = []

function Surface({ tab }: { tab: TabStore }) {
  const { id } = tab.getState()
  const home = useRef<HTMLDivElement>(null)
  const mounted = useMounted(tab)
  const nodes = useFlowBoxes(tab, mounted)
  const theme = useTheme(({ theme }) => theme)
  const gestures = useGestures(tab, home)
  const drops = useDrops(id)
  useKeys(id)
  const [isReady, setReady] = useState(false)
  const hasCatalogue = useStore(tab, ({ catalogue }) => catalogue.kinds.size > 0)
  useEffect(() => {
    // Sizes follow from the definitions: before they are there, nothing can be fitted.
    if (!isReady || !hasCatalogue || viewportOf(id)) return
    fitFirst(id)
    void layOutFresh(tab).then(() => fitFirst(id))
  }, [id, tab, isReady, hasCatalogue])
  const leave = useRef(() => {})
  useEffect(() => () => leave.current(), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped on it can be pasted and imported, too.
    <div
      ref={home}
      className="studio-canvas relative size-full"
      data-testid="canvas"
      onFocus={({ target }) => {
        // Who walks through the boxes with Tab has the one that is reached selected.
        const box = target.matches('.react-flow__node:focus-visible') ? target.dataset.id : undefined
        if (box !== undefined) tab.getState().select([box])
      }}
      {...drops}
    >
      <ReactFlow
        nodes={nodes}
        edges={NO_WIRES}
        nodeTypes={KINDS}
        colorMode={theme}
        defaultViewport={viewportOf(id) ?? { x: 40, y: 40, zoom: 1 }}
        minZoom={LEAST_ZOOM}
        maxZoom={MOST_ZOOM}
        onInit={(flow) => {
          leave.current = keepView(id, { flow, element: home.current! })
          setReady(true)
        }}
        snapToGrid
        snapGrid={[10, 10]}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomOnDoubleClick={false}
        connectionRadius={26}
        attributionPosition="bottom-left"
        aria-label={texts.canvas}
        onMoveStart={() => home.current?.setAttribute('data-moving', '')}
        onMoveEnd={() => home.current?.removeAttribute('data-moving')}
        {...gestures}
      >
        <PaintedLayer tab={tab} mounted={mounted} />
        <Marquee tabId={id} />
        <Minimap tab={tab} />
      </ReactFlow>
      <EmptyHint tab={tab} />
      <Notice tabId={id} />
      <Menu tab={tab} />
      <QuickAdd tab={tab} />
      <ConnectDialog tab={tab} />
      <KeepDialog tab={tab} />
    </div>
  )
}

interface Known {
  layout: Layout
  isSelected: boolean
  node: FlowBox
}

/** The mounted boxes as elements of the flow; one that did not change stays the same object. */
function useFlowBoxes(tab: TabStore, mounted: ReadonlySet<string>): FlowBox[] {
  const known = useRef(new WeakMap<Box, Known>())
  const document = useStore(tab, ({ document }) => document)
  const catalogue = useStore(tab, ({ catalogue }) => catalogue)
  const selection = useStore(tab, ({ selection }) => selection)
  return useMemo(
    () =>
      [...mounted].flatMap((id) => {
        const box = document.boxes.get(id)
        if (!box) return []
        const layout = layoutOf(box, catalogue)
        const isSelected = selection.has(id)
        let found = known.current.get(box)
        if (found?.layout !== layout || found.isSelected !== isSelected) {
          found = { layout, isSelected, node: flowBox(box, layout, isSelected) }
          known.current.set(box, found)
        }
        return [found.node]
      }),
    [document, catalogue, selection, mounted],
  )
}

const flowBox = (box: Box, layout: Layout, selected: boolean): FlowBox => ({
  id: box.id,
  type: isFrame(box) ? 'frame' : isNote(box) ? 'note' : 'box',
  position: { ...box.position },
  data: { box, layout },
  ...layout.size,
  // Without it the library forgets where the ports are whenever something of the box changes.
  measured: layout.size,
  selected,
  ...(isFrame(box) ? { zIndex: -1 } : selected ? { zIndex: 1 } : {}),
  dragHandle: '.grip',
  ariaLabel: isNote(box) ? texts.note : texts.boxLabel(box.data.label || layout.shape.title, box.id),
})
