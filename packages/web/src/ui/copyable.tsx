import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { texts } from '../app/texts.ts'

/** Copies a text, and says that it did. */
export function CopyButton({ text, className = '' }: { text: string; className?: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  const label = isCopied ? texts.copied : texts.copy
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => void copy()}
      className={`grid size-7 shrink-0 place-items-center rounded text-ink-soft hover:bg-line hover:text-ink ${className}`}
    >
      {isCopied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
    </button>
  )
}

/** A command or another text to take along. */
export function Copyable({ text }: { text: string }) {
  return (
    <div className="flex min-w-0 items-start rounded-md border border-line bg-canvas text-left">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto p-3 font-mono text-xs leading-relaxed">
        {text}
      </pre>
      <CopyButton text={text} className="m-1.5" />
    </div>
  )
}
