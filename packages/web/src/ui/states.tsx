import type { ReactNode } from 'react'
import { texts } from '../app/texts.ts'
import { Button } from './button.tsx'

/** Nothing is there yet: what it will be, and how it comes to be. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 py-16 text-center">
      <h2 className="text-base font-semibold">{title}</h2>
      <div className="text-ink-soft">{children}</div>
    </div>
  )
}

/** Something failed: in the server's own words, and again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const message = error instanceof Error ? error.message : String(error)
  // What is not there will not be there in a second either.
  if ((error as { status?: number } | undefined)?.status === 404) {
    return <EmptyState title={texts.notFound}>{message}</EmptyState>
  }
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-3 py-16 text-center">
      <h2 className="text-base font-semibold text-bad">{texts.failed}</h2>
      <p className="break-words text-ink-soft">{message}</p>
      {retry && <Button onClick={retry}>{texts.tryAgain}</Button>}
    </div>
  )
}

const WIDTHS = ['w-11/12', 'w-3/4', 'w-5/6', 'w-2/3', 'w-4/5', 'w-1/2'] as const

/** Lines where something will be. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div aria-busy="true" className="animate-pulse space-y-3 py-2">
      {WIDTHS.slice(0, lines).map((width) => (
        <div key={width} className={`h-4 rounded bg-line ${width}`} />
      ))}
    </div>
  )
}
