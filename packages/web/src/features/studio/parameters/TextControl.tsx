import { type KeyboardEvent, useState } from 'react'
import { readTyped } from '../../../graph-editor/params.ts'
import { type ControlProps, controlClass } from './Control.tsx'

const shown = (value: unknown) =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')

/** Text and numbers. What is being typed stays as it is typed: `1.` and `-` are on their way to a number. */
export function TextControl({ definition, label, value, problem, isSmall = false, onChange }: ControlProps) {
  const [typed, setTyped] = useState<string>()
  const { param_type: type, min_value: least, max_value: most } = definition
  const isNumber = type === 'int' || type === 'float'
  const text = typed ?? shown(value)
  const change = (next: string) => {
    setTyped(next)
    onChange(readTyped(next, definition))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (!isNumber || step === 0) return
    event.preventDefault()
    const size = type === 'int' ? (event.shiftKey ? 10 : 1) : event.shiftKey ? 1 : 0.1
    const next = Number(((Number(text) || 0) + step * size).toPrecision(12))
    change(String(Math.min(Math.max(next, least ?? -Infinity), most ?? Infinity)))
  }
  const common = {
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    title: problem,
    value: text,
    onFocus: () => setTyped(shown(value)),
    onBlur: () => setTyped(undefined),
    spellCheck: false,
    autoComplete: 'off',
  }
  if (!isSmall && type === 'string' && (text.length > 40 || text.includes('\n'))) {
    return (
      <textarea
        {...common}
        rows={Math.min(12, 2 + text.length / 40)}
        onChange={({ target }) => change(target.value)}
        className={`${controlClass(false, problem !== undefined)} h-auto py-1.5 font-mono text-xs`}
      />
    )
  }
  return (
    <input
      {...common}
      type={type === 'secret' ? 'password' : 'text'}
      inputMode={isNumber ? 'decimal' : 'text'}
      onChange={({ target }) => change(target.value)}
      onKeyDown={onKeyDown}
      className={`${controlClass(isSmall, problem !== undefined)} ${isNumber ? 'font-mono' : ''}`}
    />
  )
}
