import type { RandomFill, Value } from './value.ts'

/** What fills a tensor of equal elements (`zeros`, `ones`, `full`), which then needs no session to be stored. */
export function constantFill({ source }: Value): RandomFill | undefined {
  if (source.kind !== 'call' || source.op.name !== 'expand') return undefined
  const [{ source: filled } = { source: undefined }] = source.inputs
  if (filled?.kind !== 'constant' || filled.data.length !== 1) return undefined
  const value = Number(filled.data[0])
  return { distribution: 'constant', low: value, high: value }
}
