import type { ReactNode } from 'react'

interface Props {
  title: ReactNode
  /** What the page is about, in a line. */
  hint?: ReactNode
  /** What leads here. */
  above?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page of the app: its name, what can be done on it, and what is on it. */
export function Page({ title, hint, above, actions, children }: Props) {
  return (
    <div className="mx-auto max-w-6xl px-6 py-5">
      {above && <p className="mb-0.5 text-ink-soft">{above}</p>}
      <header className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="flex min-w-0 flex-wrap items-center gap-2.5 text-lg font-semibold break-words">
            {title}
          </h1>
          {hint && <p className="mt-0.5 max-w-2xl text-ink-soft">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page under a heading of its own. */
export function Section({
  title,
  hint,
  actions,
  children,
}: {
  title: string
  hint?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="space-y-3">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{title}</h2>
          {hint && <p className="max-w-2xl text-ink-soft">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

/** Names and values, two columns. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] content-start gap-x-6 gap-y-2">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
