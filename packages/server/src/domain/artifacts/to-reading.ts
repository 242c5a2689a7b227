import type { FileReport, PickleScan } from '@nodeyard/tensor/formats'
import type { Reading } from './inspector.ts'

/** Tensors listed by name of one version, and so at most of one file. */
export const MAX_TENSORS = 10_000
const MAX_REASONS = 10

/** The part of a report that is kept. */
export function toReading(report: FileReport): Reading {
  const tensors = 'tensors' in report ? report.tensors : []
  const isBomb = 'archive' in report && report.archive?.isBomb === true
  const judged = judge('pickle' in report ? report.pickle : undefined, isBomb)
  return {
    format: report.format,
    ...('parameterCount' in report
      ? { parameterCount: report.parameterCount, tensorCount: tensors.length, dtypes: report.dtypes }
      : {}),
    ...judged,
    tensors: tensors.slice(0, MAX_TENSORS).map(({ name, dtype, shape }) => [name, dtype, shape]),
    ...(report.format === 'onnx'
      ? {
          schema: {
            inputs: report.inputs.map(({ name, dtype, shape }) => ({ name, dtype, shape })),
            outputs: report.outputs.map(({ name, dtype, shape }) => ({ name, dtype, shape })),
          },
          externalFiles: report.externalFiles,
        }
      : {}),
  }
}

function judge(pickle: PickleScan | undefined, isBomb: boolean): Pick<Reading, 'verdict' | 'reasons'> {
  if (!pickle && !isBomb) return {}
  const reasons = (pickle?.reasons ?? []).slice(0, MAX_REASONS)
  if (isBomb) reasons.push('it unpacks to very many times its own size')
  const verdict = isBomb && pickle?.verdict !== 'dangerous' ? 'suspicious' : (pickle?.verdict ?? 'suspicious')
  return { verdict, ...(reasons.length > 0 ? { reasons } : {}) }
}
