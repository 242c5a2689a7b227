import type { ReactNode } from 'react'

/** Nothing is in a panel yet, and how something comes into it. */
export function PanelEmpty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid h-full min-h-28 place-content-center gap-1 px-6 py-6 text-center">
      <p className="font-medium">{title}</p>
      <p className="max-w-sm text-xs text-ink-soft">{children}</p>
    </div>
  )
}
