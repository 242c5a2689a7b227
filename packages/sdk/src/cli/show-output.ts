import { type Nested, type Tensor, toNested } from '../invoke/tensor.ts'
import { printable } from './table.ts'

const SHOWN_CLASSES = 3
const SHOWN_CHARACTERS = 300

/** The outputs of a model for people: scores of classes by the best of them, anything else as it is. */
export function showOutput(output: Readonly<Record<string, Nested | Tensor>>): string {
  const names = Object.keys(output)
  // Logits say the same as probabilities, worse.
  const hasProbabilities = names.some((name) => isScores(name, PROBABILITIES))
  return names
    .filter((name) => !(hasProbabilities && isScores(name, LOGITS)))
    .flatMap((name) => showTensor(name, toNested(output[name]!)))
    .join('\n')
}

const PROBABILITIES = /^(?:probabilities|probability|probs?|softmax)$/i
const LOGITS = /^(?:logits?|scores?)$/i

const isScores = (name: string, pattern: RegExp) => pattern.test(name.split(/[/.:]/).at(-1) ?? name)

function showTensor(name: string, value: Nested): string[] {
  const rows = asRows(value)
  const isProbability = isScores(name, PROBABILITIES)
  if (rows !== undefined && (isProbability || isScores(name, LOGITS))) {
    return rows.map((row) => `${printable(name)}  ${showBest(row, isProbability)}`)
  }
  const text = JSON.stringify(value)
  const shown = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}… (--json for all)` : text
  return [`${printable(name)}  ${shown}`]
}

/** A vector, or a matrix with a vector in each row. */
function asRows(value: Nested): number[][] | undefined {
  const isVector = (row: unknown): row is number[] =>
    Array.isArray(row) && row.length > 1 && row.every((element) => typeof element === 'number')
  if (isVector(value)) return [value]
  return Array.isArray(value) && value.length > 0 && value.every(isVector) ? (value as number[][]) : undefined
}

function showBest(scores: readonly number[], isProbability: boolean): string {
  return scores
    .map((score, index) => ({ score, index }))
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN_CLASSES)
    .map(
      ({ score, index }) =>
        `${index} (${isProbability ? `${(score * 100).toFixed(1)} %` : score.toFixed(3)})`,
    )
    .join('  ')
}
