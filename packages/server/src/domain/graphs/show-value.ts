import { Tensor } from '@nodeyard/tensor'

/** How a value is written for people: a tensor by its elements (up to a thousand), lists and plain values as JSON. */
export async function showValue(value: unknown): Promise<string> {
  if (value instanceof Tensor) {
    const { dtype, shape } = value
    if (value.numel > 1000) return `tensor(${dtype} [${shape.join(', ')}])`
    return `tensor(${JSON.stringify(await value.tolist())}, ${dtype} [${shape.join(', ')}])`
  }
  if (typeof value === 'string') return value
  return JSON.stringify(value) ?? String(value)
}
