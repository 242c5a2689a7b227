import { defineGraphNode } from '@nodeyard/sdk/graph-node'
import { fft } from './lib/fft.ts'

const SIZES = ['64', '128', '256', '512', '1024', '2048'] as const

export default defineGraphNode({
  name: 'Spectrogram',
  category: 'Sound',
  description:
    'How loud every pitch is, over time: the magnitudes of Fourier transforms of windows (Hann) that move along the ' +
    'sound. In decibels below the loudest, stretched to [0, 1].',
  inputs: { sound: { type: 'TENSOR', description: 'Samples, [N]' } },
  outputs: {
    picture: { type: 'IMAGE', description: '[1, window / 2 + 1, moments]; low pitches first' },
    loudest: {
      type: 'SCALAR',
      description: 'The pitch of the loudest point, as a fraction of the sample rate',
    },
  },
  params: {
    window: { type: 'select', options: SIZES, default: '256', description: 'Samples of one window' },
    hop: { type: 'int', default: 64, min: 1, max: 4096, description: 'Samples from one window to the next' },
    range: {
      type: 'float',
      default: 80,
      min: 1,
      max: 200,
      description: 'Decibels below the loudest that are 0',
    },
  },
  async run({ sound }, { window, hop, range }, { signal, progress }) {
    const size = Number(window)
    const samples = Float64Array.from(sound.data, Number)
    const moments = Math.floor((samples.length - size) / hop) + 1
    if (moments < 1) throw new Error(`the sound has ${samples.length} samples, less than a window of ${size}`)
    const pitches = size / 2 + 1
    const hann = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
    const data = new Float32Array(pitches * moments)
    let [most, at] = [1e-12, 0]
    for (let moment = 0; moment < moments; moment++) {
      const re = samples.slice(moment * hop, moment * hop + size).map((sample, i) => sample * hann[i]!)
      const im = new Float64Array(size)
      fft(re, im)
      for (let pitch = 0; pitch < pitches; pitch++) {
        const magnitude = Math.hypot(re[pitch]!, im[pitch]!)
        data[pitch * moments + moment] = magnitude
        if (magnitude > most) [most, at] = [magnitude, pitch]
      }
      if (moment % 1000 === 999) {
        progress({ event: 'spectrogram', done: moment + 1, of: moments })
        // Lets a stop through.
        await new Promise((resolve) => setTimeout(resolve))
        signal.throwIfAborted()
      }
    }
    for (const [i, magnitude] of data.entries()) {
      const decibels = 20 * Math.log10(Math.max(magnitude, 1e-12) / most)
      data[i] = Math.max(0, 1 + decibels / range)
    }
    return { picture: { data, shape: [1, pitches, moments] }, loudest: at / size }
  },
  python: `
size = int(window)
spectrum = torch.stft(sound.double(), size, hop, size, torch.hann_window(size, dtype=torch.float64),
                      center=False, return_complex=True).abs()
most = spectrum.max().clamp(min=1e-12)
decibels = 20 * torch.log10(spectrum.clamp(min=1e-12) / most)
loudest = int(spectrum.max(dim=1).values.argmax()) / size
return {"picture": (1 + decibels / range).clamp(min=0).float().unsqueeze(0), "loudest": loudest}`,
})
