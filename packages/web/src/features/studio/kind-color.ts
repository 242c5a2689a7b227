/** Families of kinds, by the token that marks them wherever a box is drawn. */
const COLORS: Readonly<Record<string, string>> = {
  Control: 'kind-control',
  Data: 'kind-data',
  IO: 'kind-data',
  'Data Flow': 'kind-data',
  Training: 'kind-training',
  CNN: 'kind-layer',
  RNN: 'kind-layer',
  Transformer: 'kind-layer',
  Normalization: 'kind-layer',
  Diffusion: 'kind-layer',
  LLM: 'kind-layer',
  EDU: 'kind-layer',
  'Tensor Operations': 'kind-tensor',
  Classical: 'kind-classical',
  RL: 'kind-classical',
  Utility: 'kind-utility',
}

/** The token of a category's colour: what kinds do is told by it at any zoom. */
export const kindColor = (category: string) => COLORS[category] ?? 'kind-other'
