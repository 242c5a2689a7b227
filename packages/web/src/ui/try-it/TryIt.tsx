import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { Button } from '../button.tsx'
import { tensorType } from '../format.ts'
import { Answer, type Result } from './Answer.tsx'
import { ImageInput } from './ImageInput.tsx'
import { imageLayout, type TensorSpec, zeros } from './spec.ts'
import { texts } from './texts.ts'

interface Props {
  inputs: readonly TensorSpec[]
  /** Asks the model. */
  run(input: Record<string, unknown>): Promise<Result>
}

/** A form made from what the model takes, and its answer beside it. */
export function TryIt({ inputs, run }: Props) {
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [problems, setProblems] = useState<Record<string, boolean>>({})
  const ask = useMutation({ mutationFn: run })
  const set = useCallback((name: string, value: unknown) => {
    setValues((before) => ({ ...before, [name]: value }))
  }, [])
  const isReady =
    inputs.every(({ name }) => values[name] !== undefined) && !Object.values(problems).includes(true)
  return (
    <div className="grid grid-cols-2 gap-6 max-xl:grid-cols-1">
      <form
        className="min-w-0 space-y-5"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate(values)
        }}
      >
        {inputs.map((spec) => (
          <fieldset key={spec.name} className="min-w-0">
            <legend className="mb-2 flex flex-wrap items-baseline gap-x-2">
              <span className="font-semibold">{spec.name}</span>
              <code className="font-mono text-xs break-all text-ink-soft">
                {tensorType(spec.dtype, spec.shape)}
              </code>
            </legend>
            <Input
              spec={spec}
              onChange={set}
              onProblem={(name, is) => setProblems((before) => ({ ...before, [name]: is }))}
            />
          </fieldset>
        ))}
        <Button type="submit" look="primary" disabled={!isReady || ask.isPending}>
          <Play aria-hidden size={14} />
          {ask.isPending ? texts.running : texts.run}
        </Button>
      </form>
      <section aria-live="polite" aria-label={texts.answer} className="card min-h-40 min-w-0 p-4">
        {ask.error ? (
          <p role="alert" className="break-words text-bad">
            {ask.error.message}
          </p>
        ) : ask.data ? (
          <Answer result={ask.data} />
        ) : (
          <p className="py-12 text-center text-ink-soft">{texts.nothingYet}</p>
        )}
      </section>
    </div>
  )
}

interface InputProps {
  spec: TensorSpec
  onChange(name: string, value: unknown): void
  onProblem(name: string, is: boolean): void
}

function Input({ spec, onChange, onProblem }: InputProps) {
  const layout = useMemo(() => imageLayout(spec), [spec])
  const change = useCallback((value: unknown) => onChange(spec.name, value), [onChange, spec.name])
  if (layout) return <ImageInput spec={spec} layout={layout} onChange={change} />
  return <JsonInput spec={spec} onChange={change} onProblem={(is) => onProblem(spec.name, is)} />
}

function JsonInput({
  spec,
  onChange,
  onProblem,
}: {
  spec: TensorSpec
  onChange(value: unknown): void
  onProblem(is: boolean): void
}) {
  const [text, setText] = useState(() => {
    const value = zeros(spec)
    // Its first value is there from the start.
    queueMicrotask(() => onChange(value))
    return JSON.stringify(value)
  })
  const [isWrong, setWrong] = useState(false)
  const change = (next: string) => {
    setText(next)
    try {
      onChange(JSON.parse(next))
      setWrong(false)
      onProblem(false)
    } catch {
      setWrong(true)
      onProblem(true)
    }
  }
  return (
    <>
      <textarea
        aria-label={spec.name}
        aria-invalid={isWrong}
        spellCheck={false}
        rows={4}
        value={text}
        onChange={({ target }) => change(target.value)}
        className="field h-auto p-2.5 font-mono text-xs"
      />
      {isWrong && <p className="mt-1 text-xs text-bad">{texts.notJson}</p>}
    </>
  )
}
