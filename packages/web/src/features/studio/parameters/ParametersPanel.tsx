import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { BoxParam } from '../../../graph-editor/catalogue.ts'
import { type Box, isNote } from '../../../graph-editor/document.ts'
import { changeBox, setParam } from '../../../graph-editor/edits.ts'
import { layoutOf } from '../../../graph-editor/geometry.ts'
import { paramValue, shownParams } from '../../../graph-editor/params.ts'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { Control } from './Control.tsx'
import { GraphPanel } from './GraphPanel.tsx'
import { problemText } from './problem-text.ts'

const ORIGIN = { x: 0, y: 0 }

/** The selected box in full: every parameter with what it means, and what is wrong with it. */
export function ParametersPanel({ tab }: { tab: TabStore }) {
  const selection = useStore(tab, ({ selection }) => selection)
  const catalogue = useStore(tab, ({ catalogue }) => catalogue)
  const [only = ''] = selection.size === 1 ? selection : []
  const type = useStore(tab, ({ document }) => document.boxes.get(only)?.type)
  const data = useStore(tab, ({ document }) => document.boxes.get(only)?.data)
  // Without its place: a box that is dragged changes nothing here.
  const box = useMemo(
    (): Box | undefined =>
      type === undefined || !data ? undefined : { id: only, type, data, position: ORIGIN },
    [only, type, data],
  )
  if (selection.size === 0) return <GraphPanel tab={tab} />
  if (!box || isNote(box)) {
    return (
      <p className="p-4 text-ink-soft">
        {selection.size > 1 ? texts.several(selection.size) : texts.selectOne}
      </p>
    )
  }
  const { shape } = layoutOf(box, catalogue)
  const groups = Map.groupBy(shownParams(box, shape), ({ group }) => group)
  const rename = (label: string) =>
    tab
      .getState()
      .edit(
        (document) =>
          changeBox(document, box.id, ({ label: _, ...data }) => (label ? { ...data, label } : data)),
        {
          key: `label ${box.id}`,
        },
      )
  return (
    <div className="space-y-4 p-4" key={box.id}>
      <div>
        <input
          aria-label={texts.boxName}
          value={box.data.label ?? ''}
          placeholder={shape.title}
          onChange={({ target }) => rename(target.value)}
          className="-mx-1.5 w-full rounded border border-transparent bg-transparent px-1.5 text-base font-semibold placeholder:text-ink hover:border-line focus:border-accent focus:outline-none"
        />
        <p className="text-xs text-ink-soft">
          {shape.category} · <span className="font-mono">{box.id}</span>
        </p>
        <p className="mt-2 text-ink-soft">
          {shape.isKnown ? shape.description : texts.unknownKind(box.type)}
        </p>
      </div>
      {[...groups].map(([group, params]) => (
        <section key={group} className="space-y-3">
          {group && <h3 className="text-xs font-semibold text-ink-soft">{group}</h3>}
          {params.map((param) => (
            <PanelField
              key={`${param.place.inner ?? ''}/${param.place.name}`}
              tab={tab}
              box={box}
              param={param}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

function PanelField({ tab, box, param }: { tab: TabStore; box: Box; param: BoxParam }) {
  const { place, label, definition } = param
  const value = paramValue(box, param)
  const problem = problemText(value, definition)
  return (
    <div className="space-y-1">
      <div className="flex items-baseline justify-between gap-2">
        <span className="font-medium break-words">{label}</span>
        <span className="shrink-0 font-mono text-[11px] text-ink-soft">{definition.param_type}</span>
      </div>
      <Control
        definition={definition}
        label={label}
        value={value}
        problem={problem}
        onChange={(next) =>
          tab.getState().edit((document, catalogue) => setParam(document, catalogue, box.id, place, next), {
            key: `${box.id}/${place.inner ?? ''}/${place.name}`,
          })
        }
      />
      {problem ? (
        <p className="text-xs text-bad">{problem}</p>
      ) : (
        definition.description && <p className="text-xs text-ink-soft">{definition.description}</p>
      )}
    </div>
  )
}
