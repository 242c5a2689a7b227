import { Handle, type NodeProps, Position } from '@xyflow/react'
import { ChevronRight, CircleAlert, Layers } from 'lucide-react'
import { type CSSProperties, memo, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Port } from '../../../graph-editor/catalogue.ts'
import { canJoin } from '../../../graph-editor/compatible.ts'
import { type Box, presetOf, TRIGGER_IN } from '../../../graph-editor/document.ts'
import { changeBox } from '../../../graph-editor/edits.ts'
import { HEADER, PORT_ROW } from '../../../graph-editor/geometry.ts'
import { kindColor } from '../kind-color.ts'
import { BoxField } from '../parameters/BoxField.tsx'
import { useBoxRun } from '../run/run-store.ts'
import { useShownTab } from '../tabs/use-tab.ts'
import { texts } from '../texts.ts'
import { BoxStatus } from './BoxStatus.tsx'
import type { FlowBox } from './Canvas.tsx'
import { canvasOf } from './canvas-state.ts'
import { portColor } from './port-colors.ts'

const ORIGIN = { x: 0, y: 0 }

const EDGES: Record<string, string> = {
  running: 'border-accent',
  error: 'border-bad',
}

/** One box: its ports, and its parameters to be changed in place. */
export const BoxView = memo(function BoxView({ id, data: { box, layout }, selected }: NodeProps<FlowBox>) {
  const tab = useShownTab()
  const run = useBoxRun(tab.getState().id, id)
  const { shape, params, isFolded, size } = layout
  const title = box.data.label || shape.title
  // While the box is dragged only its place changes, and its fields stay as they are.
  const { type, data } = box
  const still = useMemo((): Box => ({ id, type, data, position: ORIGIN }), [id, type, data])
  const fold = () =>
    tab.getState().edit((document) => changeBox(document, id, (data) => ({ ...data, isFolded: !isFolded })))
  return (
    <div
      style={size}
      data-status={run.status}
      className={`rounded-lg border bg-surface text-xs shadow-sm ${selected ? 'border-accent ring-2 ring-accent/30' : (EDGES[run.status] ?? 'border-line-strong')}`}
    >
      <span
        aria-hidden
        style={{ background: `var(--${kindColor(shape.category)})` }}
        className="absolute inset-x-2 -top-px h-[3px] rounded-b-sm"
      />
      <div style={{ height: HEADER - 1 }} className="grip flex cursor-grab items-center gap-1 pr-2 pl-2.5">
        <PortHandle
          box={id}
          side="input"
          name={TRIGGER_IN}
          type="TRIGGER"
          label={texts.trigger}
          at={HEADER / 2}
        />
        <button
          type="button"
          onClick={fold}
          aria-expanded={!isFolded}
          aria-label={isFolded ? texts.unfold : texts.fold}
          className="nodrag grid size-[24px] shrink-0 place-items-center rounded text-ink-faint hover:text-ink"
        >
          <ChevronRight aria-hidden size={13} className={isFolded ? '' : 'rotate-90'} />
        </button>
        {presetOf(box) !== undefined && <Layers aria-hidden size={13} className="shrink-0 text-ink-soft" />}
        <span
          dir="auto"
          className="min-w-0 flex-1 truncate font-semibold"
          title={`${title}\n${shape.description}`}
        >
          {title}
        </span>
        {!shape.isKnown && (
          <span title={texts.unknownKind(box.type)} className="text-bad">
            <CircleAlert aria-hidden size={14} />
            <span className="sr-only">{texts.unknownKind(box.type)}</span>
          </span>
        )}
        <BoxStatus run={run} />
      </div>
      {isFolded ? (
        <FoldedPorts id={id} inputs={shape.inputs} outputs={shape.outputs} />
      ) : (
        <>
          <div className="relative border-t border-line pt-[5px]">
            <div className="flex justify-between gap-3">
              <PortColumn box={id} side="input" ports={shape.inputs} />
              <PortColumn box={id} side="output" ports={shape.outputs} />
            </div>
          </div>
          {params.length > 0 && (
            <div className="nodrag cursor-default px-2.5 pt-[4px]">
              {params.map((param) => (
                <BoxField key={`${param.place.inner ?? ''}/${param.place.name}`} box={still} param={param} />
              ))}
            </div>
          )}
        </>
      )}
    </div>
  )
})

function PortColumn({ box, side, ports }: { box: string; side: 'input' | 'output'; ports: readonly Port[] }) {
  const isInput = side === 'input'
  return (
    <ul className={`min-w-0 ${isInput ? '' : 'ml-auto text-right'}`}>
      {ports.map((port, at) => (
        <li
          key={port.name}
          style={{ height: PORT_ROW }}
          title={`${port.name}: ${port.data_type}${port.optional ? ` (${texts.optional})` : ''}\n${port.description}`}
          className={`flex items-center px-3 text-ink-soft ${isInput ? '' : 'justify-end'} ${port.optional ? 'italic' : ''}`}
        >
          <span className="truncate">{port.name}</span>
          <PortHandle
            box={box}
            side={side}
            name={port.name}
            type={port.data_type}
            label={`${port.name}: ${port.data_type}`}
            at={6 + at * PORT_ROW + PORT_ROW / 2}
          />
        </li>
      ))}
    </ul>
  )
}

/** The ports of a folded box lie over one another, and are still there to be pulled at. */
function FoldedPorts({
  id,
  inputs,
  outputs,
}: {
  id: string
  inputs: readonly Port[]
  outputs: readonly Port[]
}) {
  return (
    <div className="absolute inset-0 -z-10">
      {inputs.map(({ name, data_type }) => (
        <PortHandle
          key={`i${name}`}
          box={id}
          side="input"
          name={name}
          type={data_type}
          label={name}
          at={HEADER / 2}
        />
      ))}
      {outputs.map(({ name, data_type }) => (
        <PortHandle
          key={`o${name}`}
          box={id}
          side="output"
          name={name}
          type={data_type}
          label={name}
          at={HEADER / 2}
        />
      ))}
    </div>
  )
}

interface PortProps {
  box: string
  side: 'input' | 'output'
  name: string
  type: string
  label: string
  at: number
}

/** A port. While a wire is pulled, those it cannot go into step back. */
const PortHandle = memo(function PortHandle({ box, side, name, type, label, at }: PortProps) {
  const tab = useShownTab()
  const fit = useStore(canvasOf(tab.getState().id), ({ pulling }) => {
    if (!pulling || (pulling.box === box && pulling.side === side && pulling.port === name)) return ''
    const { document, catalogue } = tab.getState()
    return canJoin(document, catalogue, pulling, { box, side, port: name }) ? 'fit' : 'unfit'
  })
  const isTrigger = name === TRIGGER_IN
  return (
    <span className={`nodrag ${fit} ${isTrigger && fit === '' ? 'opacity-40 hover:opacity-100' : ''}`}>
      <Handle
        id={name}
        type={side === 'input' ? 'target' : 'source'}
        position={side === 'input' ? Position.Left : Position.Right}
        title={label}
        className={type === 'TRIGGER' ? 'trigger' : ''}
        style={{ top: at, '--port': `var(--${portColor(type)})` } as CSSProperties}
      />
    </span>
  )
})
