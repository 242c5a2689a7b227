import { memo } from 'react'
import type { BoxParam } from '../../../graph-editor/catalogue.ts'
import type { Box } from '../../../graph-editor/document.ts'
import { setParam } from '../../../graph-editor/edits.ts'
import { heightOfParam } from '../../../graph-editor/geometry.ts'
import { paramValue } from '../../../graph-editor/params.ts'
import { useShownTab } from '../tabs/use-tab.ts'
import { Control } from './Control.tsx'
import { problemText } from './problem-text.ts'

/** A parameter in its box: a name, and what it is set to. */
export const BoxField = memo(function BoxField({ box, param }: { box: Box; param: BoxParam }) {
  const tab = useShownTab()
  const { place, label, group, definition } = param
  const value = paramValue(box, param)
  const problem = problemText(value, definition)
  const name = group ? `${group}: ${label}` : label
  return (
    <div style={{ height: heightOfParam(box, param) }} className="flex gap-2 pt-[2px]">
      <span
        className={`flex h-[24px] w-[42%] shrink-0 items-center text-ink-soft ${problem ? 'text-bad!' : ''}`}
        title={`${name}\n${definition.description}`}
      >
        <span className="truncate">{label}</span>
      </span>
      <span className="flex min-w-0 flex-1 items-start [&>input[type=checkbox]]:mt-[5px]">
        <Control
          definition={definition}
          label={name}
          value={value}
          problem={problem}
          isSmall
          onChange={(next) =>
            tab.getState().edit((document, catalogue) => setParam(document, catalogue, box.id, place, next), {
              key: `${box.id}/${place.inner ?? ''}/${place.name}`,
            })
          }
        />
      </span>
    </div>
  )
})
