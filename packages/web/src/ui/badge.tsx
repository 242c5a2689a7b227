import type { ReactNode } from 'react'

type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad'

const TONES: Record<Tone, string> = {
  plain: 'border-line bg-canvas text-ink-soft',
  accent: 'border-transparent bg-accent-soft text-accent',
  good: 'border-transparent bg-good-soft text-good',
  warn: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
}

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full border px-2 py-px text-xs font-medium ${TONES[tone]}`}
    >
      {children}
    </span>
  )
}
