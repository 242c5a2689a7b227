import { defineGraphNode } from '@nodeyard/sdk/graph-node'

export default defineGraphNode({
  name: 'Mix',
  category: 'Sound',
  description: 'Two sounds on top of each other; the longer one goes on alone.',
  inputs: { a: 'TENSOR', b: 'TENSOR' },
  outputs: { sound: { type: 'TENSOR', description: 'Samples, [N] of the longer one' } },
  params: {
    balance: { type: 'float', default: 0.5, min: 0, max: 1, description: '0: only a, 1: only b' },
  },
  run({ a, b }, { balance }) {
    const data = new Float32Array(Math.max(a.data.length, b.data.length))
    for (let i = 0; i < data.length; i++) {
      data[i] = (1 - balance) * Number(a.data[i] ?? 0) + balance * Number(b.data[i] ?? 0)
    }
    return { sound: { data, shape: [data.length] } }
  },
  python: `
n = max(a.numel(), b.numel())
pad = lambda sound: F.pad(sound.float(), (0, n - sound.numel()))
return {"sound": (1 - balance) * pad(a) + balance * pad(b)}`,
})
