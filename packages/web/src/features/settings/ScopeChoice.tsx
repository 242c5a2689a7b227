import { SCOPES } from './choices.ts'

/** Boxes to tick, one a scope; the form has what is ticked under `scopes`. */
export function ScopeChoice({ label, selected = [] }: { label: string; selected?: readonly string[] }) {
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-2 max-sm:grid-cols-1">
        {Object.entries(SCOPES).map(([scope, what]) => (
          <label key={scope} className="flex items-start gap-2">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={selected.includes(scope)}
              className="mt-1 accent-accent"
            />
            <span className="min-w-0">
              <span className="block font-mono text-xs">{scope}</span>
              <span className="block text-xs text-ink-soft">{what}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
