import { useStore } from 'zustand'
import { isNote } from '../../../graph-editor/document.ts'
import { Field } from '../../../ui/field.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'

/** The graph as a whole, while no box is selected: what it is about, and how large it is. */
export function GraphPanel({ tab }: { tab: TabStore }) {
  const description = useStore(tab, ({ document }) => document.description)
  const boxes = useStore(tab, ({ document }) => document.boxes)
  const wires = useStore(tab, ({ document }) => document.wires.size)
  const count = [...boxes.values()].filter((box) => !isNote(box)).length
  return (
    <div className="space-y-4 p-4">
      <p className="text-ink-soft">{texts.selectOne}</p>
      <Field label={texts.about} hint={texts.aboutHint}>
        <textarea
          value={description}
          rows={5}
          maxLength={2000}
          dir="auto"
          onChange={({ target }) =>
            tab.getState().edit((document) => ({ ...document, description: target.value }), { key: 'about' })
          }
          className="field h-auto py-1.5"
        />
      </Field>
      <p className="text-xs text-ink-soft">{texts.size(count, wires)}</p>
    </div>
  )
}
