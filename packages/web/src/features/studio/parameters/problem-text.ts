import type { ParamDefinition } from '../../../graph-editor/catalogue.ts'
import { problemOf } from '../../../graph-editor/params.ts'
import { texts } from '../texts.ts'

/** What is wrong with a value, in words; undefined for nothing. */
export function problemText(value: unknown, definition: ParamDefinition): string | undefined {
  const problem = problemOf(value, definition)
  if (!problem) return undefined
  if (problem.code === 'least') return texts.problems.least(problem.bound)
  if (problem.code === 'most') return texts.problems.most(problem.bound)
  if (problem.code === 'option') return texts.problems.option(problem.options.join(', '))
  return texts.problems[problem.code]
}
