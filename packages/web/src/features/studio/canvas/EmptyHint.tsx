import { Link } from '@tanstack/react-router'
import { LayoutGrid, Plus } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '../../../ui/button.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { openAdding } from './keys.ts'

/** How to begin, on a canvas where nothing is yet. */
export function EmptyHint({ tab }: { tab: TabStore }) {
  const isEmpty = useStore(tab, ({ document }) => document.boxes.size === 0)
  if (!isEmpty) return null
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center p-6 text-center text-ink-soft">
      <div>
        <p className="text-base font-semibold text-ink">{texts.emptyCanvas}</p>
        <p className="mt-1">{texts.emptyCanvasHint}</p>
        <div className="mt-4 flex justify-center gap-2 *:pointer-events-auto">
          <Button onClick={() => openAdding(tab.getState().id)}>
            <Plus aria-hidden size={15} />
            {texts.addFirst}
            <kbd className="rounded border border-line px-1 font-mono text-[11px] text-ink-soft">A</kbd>
          </Button>
          <Link
            to="/studio"
            className="inline-flex h-8 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 font-medium text-ink hover:bg-canvas"
          >
            <LayoutGrid aria-hidden size={15} />
            {texts.openExample}
          </Link>
        </div>
      </div>
    </div>
  )
}
