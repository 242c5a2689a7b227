import { Fault, type FaultIssue } from '../../fault.ts'

/** How much of a value that was sent may stand in a message about it. */
const SHOWN_LENGTH = 40

export interface InputProblem {
  /** The input to blame, or undefined when it is all of them. */
  input?: string
  message: string
  type: 'missing' | 'extra' | 'value_error'
}

/** What was wrong with the inputs, all of it, as the 422 that says so. */
export function inputFault(problems: readonly InputProblem[]): Fault {
  const [first] = problems as [InputProblem]
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  const issues = problems.map(
    ({ input, message, type }): FaultIssue => ({
      loc: ['body', 'input', ...(input === undefined ? [] : [input])],
      message,
      type,
    }),
  )
  const field = first.input === undefined ? 'input' : `input.${first.input}`
  return new Fault('validation_failed', first.message + more, { field, issues })
}

/** The 422 for one input whose value cannot be what it was meant to be. */
export function badInput(input: string, message: string): Fault {
  return inputFault([{ input, message, type: 'value_error' }])
}

/** A value as it was sent, cut short enough to be read in a message. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text
}
