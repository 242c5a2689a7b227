import type { ParamDefinition } from '../../../graph-editor/catalogue.ts'
import { FileControl } from './FileControl.tsx'
import { GridControl } from './GridControl.tsx'
import { TextControl } from './TextControl.tsx'

export interface ControlProps {
  definition: ParamDefinition
  label: string
  value: unknown
  problem: string | undefined
  /** Set for a control in a box, where there is little room. */
  isSmall?: boolean
  onChange(value: unknown): void
}

export const controlClass = (isSmall: boolean, isWrong: boolean) =>
  `w-full min-w-0 rounded border bg-canvas text-ink ${isSmall ? 'h-[24px] px-1.5 text-xs' : 'h-8 px-2'} ${isWrong ? 'border-bad' : 'border-line'} focus:border-accent focus:outline-none`

/** The form of one parameter, as its definition says. */
export function Control(props: ControlProps) {
  const { definition, label, value, problem, isSmall = false, onChange } = props
  switch (definition.param_type) {
    case 'bool':
      return (
        <input
          type="checkbox"
          aria-label={label}
          checked={value === true || value === 'true' || value === 1}
          onChange={({ target }) => onChange(target.checked)}
          className="size-3.5 accent-accent"
        />
      )
    case 'select':
      return (
        <select
          aria-label={label}
          aria-invalid={problem !== undefined}
          value={String(value)}
          onChange={({ target }) => onChange(target.value)}
          className={controlClass(isSmall, problem !== undefined)}
        >
          {!definition.options.includes(String(value)) && <option>{String(value)}</option>}
          {definition.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      )
    case 'tensor_grid':
      return <GridControl {...props} />
    case 'model_file':
    case 'image_file':
      return <FileControl {...props} />
    default:
      return <TextControl {...props} />
  }
}
