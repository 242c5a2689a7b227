import { useMutation } from '@tanstack/react-query'
import { Dices, Eraser } from 'lucide-react'
import { ask } from '../../../app/api.ts'
import { Button } from '../../../ui/button.tsx'
import type { RunOptions } from './frames.ts'
import { useRunOptions } from './run-options.ts'
import { graphIdOf } from './run-store.ts'
import { texts } from './texts.ts'

const MOST_SEED = 2 ** 31

/** How the graph is to be run: seed, what to do about errors, what to look at. */
export function OptionsForm({ tabId }: { tabId: string }) {
  const { options, set } = useRunOptions()
  const forget = useMutation({
    mutationFn: () =>
      ask<{ evicted: number }>('/api/execution/state/reset', { json: { graph_id: graphIdOf(tabId) } }),
  })
  return (
    <div className="w-72 space-y-3 p-2.5">
      {(['records', 'isVerbose', 'isBackward', 'keepsWeights'] as const).map((name) => (
        <Switch key={name} name={name} isOn={options[name]} onChange={(is) => set({ [name]: is })} />
      ))}
      <div className="border-t border-line pt-3">
        <label className="block font-medium" htmlFor="run-seed">
          {texts.seed}
        </label>
        <div className="mt-1 flex gap-1.5">
          <input
            id="run-seed"
            type="number"
            min={0}
            max={MOST_SEED}
            step={1}
            value={options.seed}
            onChange={({ target }) =>
              target.validity.valid && target.value !== '' && set({ seed: Number(target.value) })
            }
            className="field h-8 font-mono"
          />
          <Button
            aria-label={texts.newSeed}
            title={texts.newSeed}
            onClick={() => set({ seed: Math.floor(Math.random() * MOST_SEED) })}
          >
            <Dices aria-hidden size={15} />
          </Button>
        </div>
        <p className="mt-1 text-xs text-ink-soft">{texts.seedHint}</p>
      </div>
      <label className="block">
        <span className="font-medium">{texts.errorMode}</span>
        <select
          value={options.errorMode}
          onChange={({ target }) => set({ errorMode: target.value as RunOptions['errorMode'] })}
          className="field mt-1 h-8"
        >
          {Object.entries(texts.errorModes).map(([mode, label]) => (
            <option key={mode} value={mode}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {options.errorMode === 'retry' && (
        <label className="flex items-center gap-2">
          <span className="flex-1 font-medium">{texts.retries}</span>
          <input
            type="number"
            min={1}
            max={20}
            value={options.retries}
            onChange={({ target }) =>
              target.validity.valid && target.value !== '' && set({ retries: Number(target.value) })
            }
            className="field h-8 w-20 font-mono"
          />
        </label>
      )}
      <Button look="quiet" className="-ml-2" onClick={() => forget.mutate()} disabled={forget.isPending}>
        <Eraser aria-hidden size={14} />
        {texts.forgetWeights}
      </Button>
      <p role="status" className="text-xs text-ink-soft empty:hidden">
        {forget.data && texts.forgot(forget.data.evicted)}
        {forget.error?.message}
      </p>
    </div>
  )
}

interface SwitchProps {
  name: keyof typeof texts.switches
  isOn: boolean
  onChange(is: boolean): void
}

function Switch({ name, isOn, onChange }: SwitchProps) {
  const [label, hint] = texts.switches[name]
  return (
    <label className="flex cursor-pointer items-start gap-2.5">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-(--accent)"
      />
      <span>
        <span className="block font-medium">{label}</span>
        <span className="block text-xs text-ink-soft">{hint}</span>
      </span>
    </label>
  )
}
