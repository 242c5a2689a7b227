import type { FormEvent, ReactNode } from 'react'
import { texts } from '../app/texts.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  title: string
  isOpen: boolean
  onClose(): void
  /** What the button says that does it. */
  action: string
  isDanger?: boolean
  isPending: boolean
  error: Error | null
  onSubmit(form: FormData): void
  children?: ReactNode
}

/** A question in front of the page: fields, or only whether somebody is sure. */
export function FormDialog({
  title,
  isOpen,
  onClose,
  action,
  isDanger = false,
  isPending,
  error,
  onSubmit,
  children,
}: Props) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Dialog label={title} isOpen={isOpen} onClose={onClose}>
      <form onSubmit={submit} className="flex max-h-[76vh] flex-col">
        <h2 className="border-b border-line px-5 py-3.5 text-base font-semibold">{title}</h2>
        <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-5">
          {children}
          {error && (
            <p role="alert" className="rounded-md bg-bad-soft p-3 break-words text-bad">
              {error.message}
            </p>
          )}
        </div>
        <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" look={isDanger ? 'danger' : 'primary'} disabled={isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
