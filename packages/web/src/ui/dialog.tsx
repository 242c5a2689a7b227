import { type ReactNode, useEffect, useRef } from 'react'

interface Props {
  label: string
  isOpen: boolean
  onClose(): void
  className?: string
  children: ReactNode
}

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape, and needs no injected style. */
export function Dialog({ label, isOpen, onClose, className = '', children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (isOpen && !dialog?.open) dialog?.showModal()
    if (!isOpen && dialog?.open) dialog.close()
  }, [isOpen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, by the browser.
    <dialog
      ref={ref}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
      className={`m-auto mt-[12vh] w-[36rem] max-w-[calc(100vw-2rem)] rounded-xl border border-line bg-raised p-0 text-ink shadow-2xl outline-none backdrop:bg-black/40 ${className}`}
    >
      {isOpen && children}
    </dialog>
  )
}
