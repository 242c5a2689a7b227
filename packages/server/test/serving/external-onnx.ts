/** Protobuf by hand: the writer of formats knows no weights outside the file. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]
}
const bytes = (field: number, content: number[]) => [
  ...varint((field << 3) | 2),
  ...varint(content.length),
  ...content,
]
const text = (field: number, value: string) => bytes(field, [...new TextEncoder().encode(value)])
const int = (field: number, value: number) => [...varint(field << 3), ...varint(value)]

/** y = x + w, for float32 [batch, 2], where w's two numbers are in another file. */
export function externalOnnx(location: string): Uint8Array {
  const entry = (key: string, value: string) => bytes(13, [...text(1, key), ...text(2, value)])
  const w = [...int(1, 2), ...int(2, 1), ...text(8, 'w'), ...entry('location', location), ...int(14, 1)]
  const shape = [...bytes(1, text(2, 'batch')), ...bytes(1, int(1, 2))]
  const port = (name: string) => [...text(1, name), ...bytes(2, bytes(1, [...int(1, 1), ...bytes(2, shape)]))]
  const add = [...text(1, 'x'), ...text(1, 'w'), ...text(2, 'y'), ...text(4, 'Add')]
  const graph = [
    ...bytes(1, add),
    ...text(2, 'graph'),
    ...bytes(5, w),
    ...bytes(11, port('x')),
    ...bytes(12, port('y')),
  ]
  return Uint8Array.from([...int(1, 8), ...bytes(7, graph), ...bytes(8, [...text(1, ''), ...int(2, 17)])])
}
