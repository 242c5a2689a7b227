import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

interface Props {
  /** What is on the button. */
  button: ReactNode
  /** What the button is called, where what is on it does not say. */
  label: string
  buttonClassName?: string
  className?: string
  disabled?: boolean
  /** The content, and how to close it. */
  children(close: () => void): ReactNode
}

/** A button with something below it: choices, or a small form. Escape, and a press elsewhere, close it. */
export function Menu({ button, label, buttonClassName = '', className = '', disabled, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const home = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!isOpen) return
    const onPointer = (event: PointerEvent) => {
      if (!home.current?.contains(event.target as Element)) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      trigger.current?.focus()
    }
    addEventListener('pointerdown', onPointer, true)
    addEventListener('keydown', onKey, true)
    return () => {
      removeEventListener('pointerdown', onPointer, true)
      removeEventListener('keydown', onKey, true)
    }
  }, [isOpen])
  return (
    <div ref={home} className="relative">
      <button
        ref={trigger}
        type="button"
        title={label}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
        className={`inline-flex h-8 items-center gap-1.5 rounded-md px-2.5 font-medium whitespace-nowrap disabled:opacity-50 ${buttonClassName}`}
      >
        {button}
      </button>
      {isOpen && (
        <div
          id={id}
          className={`absolute top-full right-0 z-40 mt-1 rounded-lg border border-line bg-raised p-1 shadow-lg ${className}`}
        >
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  )
}

/** One choice in a {@link Menu}. */
export function MenuItem({ onSelect, children }: { onSelect(): void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onSelect}
      className="flex h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left whitespace-nowrap text-ink-soft hover:bg-canvas hover:text-ink"
    >
      {children}
    </button>
  )
}
