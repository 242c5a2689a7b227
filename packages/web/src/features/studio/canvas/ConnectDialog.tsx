import { Command } from 'cmdk'
import { useStore } from 'zustand'
import { canJoin, type PortEnd } from '../../../graph-editor/compatible.ts'
import { type Box, isNote, TRIGGER_IN } from '../../../graph-editor/document.ts'
import { join, removeWires } from '../../../graph-editor/edits.ts'
import { layoutOf } from '../../../graph-editor/geometry.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { CHOICE } from '../palette/QuickAdd.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { canvasOf } from './canvas-state.ts'

const MOST = 300

interface Choice {
  label: string
  run(): void
}

/** Connects the selected box without a pointer: every port that fits, and every wire that is there to be cut. */
export function ConnectDialog({ tab }: { tab: TabStore }) {
  const canvas = canvasOf(tab.getState().id)
  const isOpen = useStore(canvas, ({ isConnecting }) => isConnecting)
  const [only] = useStore(tab, ({ selection }) => selection)
  const close = () => canvas.setState({ isConnecting: false })
  const box = only === undefined ? undefined : tab.getState().document.boxes.get(only)
  return (
    <Dialog label={texts.keys.connect} isOpen={isOpen} onClose={close} className="w-[32rem]!">
      {box && !isNote(box) ? (
        <Command label={texts.keys.connect}>
          <Command.Input
            autoFocus
            placeholder={texts.searchPorts}
            className="h-11 w-full border-b border-line bg-transparent px-3.5 outline-none placeholder:text-ink-faint"
          />
          <Command.List label={texts.keys.connect} className="max-h-80 overflow-auto p-1.5">
            <Command.Empty className="p-5 text-center text-ink-soft">{texts.nothingFits}</Command.Empty>
            {choicesFor(tab, box).map(({ label, run }) => (
              <Command.Item
                key={label}
                value={label}
                onSelect={() => {
                  run()
                  close()
                }}
                className={CHOICE}
              >
                <span className="truncate">{label}</span>
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      ) : (
        <p className="p-5 text-center text-ink-soft">{texts.selectOne}</p>
      )}
    </Dialog>
  )
}

function choicesFor(tab: TabStore, box: Box): Choice[] {
  const { document, catalogue, edit } = tab.getState()
  const titleOf = (one: Box) => `${one.data.label || layoutOf(one, catalogue).shape.title} (${one.id})`
  const endsOf = (one: Box): PortEnd[] => {
    const { shape } = layoutOf(one, catalogue)
    return [
      ...shape.outputs.map(({ name }): PortEnd => ({ box: one.id, side: 'output', port: name })),
      ...shape.inputs.map(({ name }): PortEnd => ({ box: one.id, side: 'input', port: name })),
      { box: one.id, side: 'input', port: TRIGGER_IN },
    ]
  }
  const portName = (port: string) => (port === TRIGGER_IN ? texts.trigger : port)
  const cuts = [...document.wires.values()]
    .filter(({ source, target }) => source === box.id || target === box.id)
    .map(
      (wire): Choice => ({
        label: texts.cutWire(
          `${titleOf(document.boxes.get(wire.source)!)} ${wire.sourceHandle}`,
          `${titleOf(document.boxes.get(wire.target)!)} ${portName(wire.targetHandle)}`,
        ),
        run: () => edit((now) => removeWires(now, new Set([wire.id]))),
      }),
    )
  const joins: Choice[] = []
  const mine = endsOf(box)
  for (const other of document.boxes.values()) {
    if (other === box || isNote(other)) continue
    for (const theirs of endsOf(other)) {
      for (const own of mine) {
        if (joins.length >= MOST || !canJoin(document, catalogue, own, theirs)) continue
        const arrow = own.side === 'output' ? '→' : '←'
        joins.push({
          label: `${portName(own.port)} ${arrow} ${titleOf(other)} ${portName(theirs.port)}`,
          run: () => edit((now, known) => join(now, known, own, theirs)),
        })
      }
    }
  }
  return [...joins, ...cuts]
}
