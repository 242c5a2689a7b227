import type { OutputSummary } from './frames.ts'

const short = (value: unknown) => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : '?')

/** An output in a few words: `float32 [4, 3] · −1.2 … 3.4`. */
export function describeOutput(output: OutputSummary): string {
  const { type, shape, dtype, min, max, value } = output
  if (type === 'tensor') {
    const range = typeof min === 'number' && typeof max === 'number' ? ` · ${short(min)} … ${short(max)}` : ''
    return `${String(dtype ?? '').replace('torch.', '')} [${(shape ?? []).join(', ')}]${range}`
  }
  if (type === 'scalar') return typeof value === 'number' ? short(value) : String(value)
  if (type === 'string') {
    const text = String(value)
    return text.length > 40 ? `text of ${text.length >= 200 ? 'many' : text.length} characters` : text
  }
  if (type === 'list') return `list of ${output.length}`
  if (type === 'model') return `${output.class} · ${Number(output.params).toLocaleString('en')} parameters`
  return type
}
