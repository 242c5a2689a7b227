import { Link } from '@tanstack/react-router'
import { Blocks } from 'lucide-react'
import type { ReactNode } from 'react'

/** Leads to the page of what was added to the studio. */
export function ExtensionsLink({ className, children }: { className: string; children: ReactNode }) {
  return (
    <Link
      to="/studio"
      search={{ view: 'extensions' } as never}
      className={`flex h-8 items-center gap-2 text-ink-soft hover:text-ink ${className}`}
    >
      <Blocks aria-hidden size={15} />
      {children}
    </Link>
  )
}
