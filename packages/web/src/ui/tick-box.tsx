import type { ReactNode } from 'react'

interface Props {
  name: string
  value: string
  isTicked: boolean
  /** What it is about. */
  children: ReactNode
}

/** One box of a list of boxes to tick: the form has the values of those that are ticked under their common name. */
export function TickBox({ name, value, isTicked, children }: Props) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isTicked}
        className="mt-1 accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
