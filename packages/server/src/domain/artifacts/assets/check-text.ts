import { Fault } from '../../../fault.ts'

/**
 * Makes sure that texts can be stored and shown: valid Unicode without control characters.
 *
 * @throws Fault `validation_failed` naming the field
 */
export function checkText(texts: Record<string, string | string[] | null | undefined>): void {
  for (const [field, value] of Object.entries(texts)) {
    for (const text of [value ?? []].flat()) {
      const problem = findProblem(text, field === 'changelog' || field === 'summary' || field === 'reason')
      if (problem) throw new Fault('validation_failed', `${field} ${problem}`, { field })
    }
  }
}

function findProblem(text: string, mayHaveLines: boolean): string | undefined {
  if (!text.isWellFormed()) return 'is not valid Unicode'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) return 'holds a control character'
  if (!mayHaveLines && /[\r\n\t]/.test(text)) return 'must be one line'
  if (text.trim() === '') return 'is blank'
  return undefined
}
