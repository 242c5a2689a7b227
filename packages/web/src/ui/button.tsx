import type { ButtonHTMLAttributes } from 'react'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-accent-ink hover:brightness-110',
  plain: 'border border-line-strong bg-surface text-ink hover:bg-canvas',
  quiet: 'text-ink-soft hover:bg-canvas hover:text-ink',
  danger: 'bg-bad-soft text-bad hover:brightness-95',
}

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look
}

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={`inline-flex h-8 items-center justify-center gap-2 rounded-md px-3 font-medium whitespace-nowrap transition disabled:cursor-not-allowed disabled:opacity-50 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  )
}
