import { ones, tensor, triu } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { select, string } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'AttentionMask',
  category: 'LLM',
  description: 'Says which token must not look at which: at what comes later, or at padding.',
  inputs: {
    tensor: optional('TENSOR', 'A sequence whose first axis says how long it is'),
    tokens: optional('LIST', 'The tokens, which say how long it is and where padding stands'),
  },
  outputs: { mask: port('TENSOR', 'true where looking is blocked, [S, S]') },
  params: {
    mode: select(['causal', 'padding'], 'causal', { description: 'What is blocked' }),
    pad_token: string('<pad>', { description: 'How padding is written' }),
  },
  run({ tensor: sequence, tokens }, { mode, pad_token }) {
    if (mode === 'padding') {
      if (!tokens) throw new Fault('validation_failed', 'a padding mask needs the tokens')
      const row = tokens.map((token) => String(token) === pad_token)
      return { mask: tensor(row).unsqueeze(0).expand([row.length, row.length]) }
    }
    const length = tokens?.length ?? sequence?.shape[0]
    if (length === undefined) throw new Fault('validation_failed', 'connect a tensor or tokens')
    return { mask: triu(ones([length, length]), 1).gt(0) }
  },
  python: `
if mode == "padding":
    row = torch.tensor([str(token) == pad_token for token in tokens])
    return {"mask": row.unsqueeze(0).expand(len(tokens), len(tokens))}
length = len(tokens) if tokens is not None else tensor.shape[0]
return {"mask": torch.ones(length, length).triu(1) > 0}`,
})
