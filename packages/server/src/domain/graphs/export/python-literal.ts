import type { Param } from '../params.ts'

/** A value of a parameter as Python writes it. */
export function pythonLiteral(value: unknown, type?: Param['type']): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return `float("${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}")`
    return type === 'float' && Number.isInteger(value)
      ? `${value}.0`.replace(/e(.*)\.0$/, 'e$1')
      : String(value)
  }
  // JSON's escapes are Python's too.
  if (typeof value === 'string') return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escaped)
  if (Array.isArray(value)) return `[${value.map((item) => pythonLiteral(item)).join(', ')}]`
  const entries = Object.entries(value as object)
  return `{${entries.map(([key, item]) => `${pythonLiteral(key)}: ${pythonLiteral(item)}`).join(', ')}}`
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from ' +
    'global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
)

/** A name that Python takes: `Conv2d` as conv2d, `edu:AttentionRow` as edu_attention_row. */
export function pythonName(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return argumentName(/^[0-9]/.test(words) || words === '' ? `_${words}` : words)
}

/** An input or parameter as an argument: keywords get a mark. */
export const argumentName = (name: string) => (KEYWORDS.has(name) ? `${name}_` : name)
