import { defineGraphNode } from '@nodeyard/sdk/graph-node'

export default defineGraphNode({
  name: 'Tone',
  category: 'Sound',
  description: 'A sine wave of one second or more, as samples in [-1, 1].',
  outputs: { sound: { type: 'TENSOR', description: 'Samples, [N]' } },
  params: {
    frequency: { type: 'float', default: 440, min: 1, max: 20_000, description: 'Hertz' },
    seconds: { type: 'float', default: 1, min: 0.01, max: 60 },
    rate: { type: 'int', default: 8000, min: 100, max: 192_000, description: 'Samples per second' },
    loudness: { type: 'float', default: 0.5, min: 0, max: 1 },
  },
  run(_inputs, { frequency, seconds, rate, loudness }) {
    const data = new Float32Array(Math.round(seconds * rate))
    for (let i = 0; i < data.length; i++) data[i] = loudness * Math.sin((2 * Math.PI * frequency * i) / rate)
    return { sound: { data, shape: [data.length] } }
  },
  python: `
n = int(seconds * rate + 0.5)
time = torch.arange(n, dtype=torch.float64) / rate
return {"sound": (loudness * torch.sin(2 * math.pi * frequency * time)).float()}`,
})
