import { TickBox } from '../../ui/tick-box.tsx'
import { SCOPES } from './choices.ts'

/** Boxes to tick, one a scope; the form has what is ticked under `scopes`. */
export function ScopeChoice({ label, selected = [] }: { label: string; selected?: readonly string[] }) {
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-2 max-sm:grid-cols-1">
        {Object.entries(SCOPES).map(([scope, what]) => (
          <TickBox key={scope} name="scopes" value={scope} isTicked={selected.includes(scope)}>
            <span className="block font-mono text-xs">{scope}</span>
            <span className="block text-xs text-ink-soft">{what}</span>
          </TickBox>
        ))}
      </div>
    </fieldset>
  )
}
