const KNOWN = new Set([
  'TENSOR',
  'MODEL',
  'DATASET',
  'DATALOADER',
  'OPTIMIZER',
  'LOSS_FN',
  'SCALAR',
  'STRING',
  'IMAGE',
  'LIST',
  'TRIGGER',
])

/** The token that has the colour of a type. */
export const portColor = (type: string) => {
  if (type === 'wrong') return 'bad'
  return KNOWN.has(type) ? `port-${type.toLowerCase().replace('_', '-')}` : 'port-any'
}
