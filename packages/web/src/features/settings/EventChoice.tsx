import { TickBox } from '../../ui/tick-box.tsx'
import { EVENTS } from './choices.ts'

/** Boxes to tick, one an event type; the form has what is ticked under `events`. */
export function EventChoice({ label, selected = [] }: { label: string; selected?: readonly string[] }) {
  return (
    <fieldset className="space-y-3 rounded-md border border-line p-3">
      <legend className="sr-only">{label}</legend>
      {Object.entries(EVENTS).map(([about, types]) => (
        <div key={about}>
          <div className="mb-1 text-xs font-medium text-ink-soft">{about}</div>
          <div className="grid grid-cols-2 gap-x-4 gap-y-1 max-sm:grid-cols-1">
            {types.map((type) => (
              <TickBox key={type} name="events" value={type} isTicked={selected.includes(type)}>
                <span className="font-mono text-xs">{type}</span>
              </TickBox>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  )
}
