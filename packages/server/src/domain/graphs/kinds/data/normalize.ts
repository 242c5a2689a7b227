import { amax, amin, eq, norm, onesLike, sqrt, square, type Tensor, where } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select } from '../../params.ts'
import { port } from '../../ports.ts'

/** Zeros as ones: what has no spread is divided by nothing. */
const spread = (of: Tensor) => where(eq(of, 0), onesLike(of), of)

export default defineGraphNode({
  name: 'Normalize',
  category: 'Data',
  description: 'Brings numbers to one scale along an axis, and says by what it did so.',
  inputs: { tensor: port('TENSOR', 'Numbers, often a table [N, F]') },
  outputs: {
    tensor: port('TENSOR', 'The same on one scale'),
    stats: port('LIST', 'Mean and std, min and max, or norm, by name'),
  },
  params: {
    mode: select(['zscore', 'minmax', 'unit_norm'], 'zscore', {
      description: 'Mean 0 and deviation 1, from 0 to 1, or length 1',
    }),
    axis: int(0, { description: 'The axis along which figures are taken; 0 for each column of a table' }),
  },
  isHost: true,
  async run({ tensor: given }, { mode, axis }) {
    const x = given.dtype.startsWith('float') ? given : given.to('float32')
    if (axis < -x.shape.length || axis >= x.shape.length) {
      throw new Fault('validation_failed', `there is no axis ${axis} in [${x.shape.join(', ')}]`)
    }
    const listed = (of: Tensor) => of.squeeze(axis).tolist()
    if (mode === 'unit_norm') {
      const length = norm(x, 2, axis, true)
      return { tensor: x.div(spread(length)), stats: statsOf({ norm: await listed(length) }) }
    }
    if (mode === 'minmax') {
      const [low, high] = [amin(x, axis, true), amax(x, axis, true)]
      const [min, max] = await Promise.all([listed(low), listed(high)])
      return { tensor: x.sub(low).div(spread(high.sub(low))), stats: statsOf({ min, max }) }
    }
    const middle = x.mean(axis, true)
    const deviation = sqrt(square(x.sub(middle)).mean(axis, true))
    const [mean, std] = await Promise.all([listed(middle), listed(spread(deviation))])
    return { tensor: x.sub(middle).div(spread(deviation)), stats: statsOf({ mean, std }) }
  },
  python: `
x = tensor if tensor.is_floating_point() else tensor.float()
spread = lambda t: torch.where(t == 0, torch.ones_like(t), t)
listed = lambda t: t.squeeze(axis).tolist()
if mode == "unit_norm":
    length = x.norm(dim=axis, keepdim=True)
    return {"tensor": x / spread(length), "stats": {"norm": listed(length)}}
if mode == "minmax":
    low, high = x.amin(axis, keepdim=True), x.amax(axis, keepdim=True)
    return {"tensor": (x - low) / spread(high - low), "stats": {"min": listed(low), "max": listed(high)}}
mean, std = x.mean(axis, keepdim=True), x.std(axis, unbiased=False, keepdim=True)
return {"tensor": (x - mean) / spread(std), "stats": {"mean": listed(mean), "std": listed(spread(std))}}`,
})

/** Figures by name travel on a LIST wire: that is what the port is called everywhere. */
const statsOf = (figures: Record<string, unknown>) => figures as unknown as readonly unknown[]
