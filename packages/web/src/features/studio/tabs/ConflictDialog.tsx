import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { GraphDocument } from '../../../graph-editor/document.ts'
import { record } from '../../../graph-editor/history.ts'
import { merge } from '../../../graph-editor/merge.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { loadGraph } from './graph-files.ts'
import { nextName } from './save.ts'
import type { Base, TabStore } from './tab.ts'

/** Somebody else saved the same graph meanwhile: nothing is overwritten before one has chosen. */
export function ConflictDialog({ tab }: { tab: TabStore }) {
  const isOpen = useStore(tab, ({ save }) => save === 'conflict')
  return (
    // There is no way around choosing; Escape leaves the graph unsaved, and the next edit asks again.
    <Dialog label={texts.conflict.title} isOpen={isOpen} onClose={() => {}}>
      <div className="space-y-4 p-5">
        <h2 className="text-base font-semibold">{texts.conflict.title}</h2>
        <Choices tab={tab} />
      </div>
    </Dialog>
  )
}

function Choices({ tab }: { tab: TabStore }) {
  const [theirs, setTheirs] = useState<Base | 'gone'>()
  useEffect(() => {
    const { file } = tab.getState()
    if (file === undefined) return
    loadGraph(file).then(setTheirs, (error: { status?: number }) => {
      if (error.status === 404) setTheirs('gone')
      else tab.setState({ save: 'offline' })
    })
  }, [tab])
  if (!theirs) return <Skeleton lines={3} />
  const { document, base, history } = tab.getState()
  /** Takes another document over as a step that can be undone. */
  const settle = (next: GraphDocument, from: Base | undefined) =>
    tab.setState({
      document: next,
      base: from,
      history: record(history, document, next),
      selection: new Set(),
      selectedWires: new Set(),
      save: from && from.document === next ? 'saved' : 'waiting',
    })
  const asCopy = () =>
    tab.setState({
      document: { ...document, name: nextName(document.name) },
      base: undefined,
      save: 'waiting',
    })
  if (theirs === 'gone') {
    return (
      <>
        <p className="text-ink-soft">{texts.conflict.gone}</p>
        <Button look="primary" onClick={() => settle(document, undefined)}>
          {texts.conflict.saveAgain}
        </Button>
      </>
    )
  }
  const merged = merge(base?.document ?? theirs.document, document, theirs.document)
  return (
    <>
      <p className="text-ink-soft">{texts.conflict.explain}</p>
      <div className="grid gap-2">
        <Choice
          label={texts.conflict.merge}
          hint={
            merged.conflicts.length === 0
              ? texts.conflict.mergeHint
              : texts.conflict.mergeConflicts(merged.conflicts.length)
          }
          onPress={() => settle(merged.document, theirs)}
        />
        <Choice label={texts.conflict.copy} hint={texts.conflict.copyHint} onPress={asCopy} />
        <Choice
          label={texts.conflict.theirs}
          hint={texts.conflict.theirsHint}
          onPress={() => settle(theirs.document, theirs)}
        />
        <Choice
          label={texts.conflict.mine}
          hint={texts.conflict.mineHint}
          onPress={() => settle(document, { ...theirs })}
        />
      </div>
    </>
  )
}

function Choice({ label, hint, onPress }: { label: string; hint: string; onPress(): void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="rounded-md border border-line px-3.5 py-2.5 text-left hover:border-accent hover:bg-canvas"
    >
      <span className="block font-semibold">{label}</span>
      <span className="block text-xs text-ink-soft">{hint}</span>
    </button>
  )
}
