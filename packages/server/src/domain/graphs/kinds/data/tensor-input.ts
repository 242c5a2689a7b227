import { arange, manualSeed, ones, rand, randint, randn, tensor, zeros } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, parseInts, select, string, tensorGrid } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'TensorInput',
  category: 'Data',
  description:
    'A small tensor to begin with: typed in, random, or filled. Gradients flow to it in backward runs.',
  inputs: {},
  outputs: { tensor: port('TENSOR', 'The tensor') },
  params: {
    shape: string('1,4,4', { description: 'Sizes of the axes, with commas between; nothing for one number' }),
    dtype: select(['float32', 'float64', 'int64', 'int32', 'bool'], 'float32', {
      description: 'Type of the elements',
    }),
    value_mode: select(['explicit', 'random', 'zeros', 'ones', 'arange'], 'random', {
      description: 'Where the elements come from; random whole numbers are 0 to 9',
    }),
    values: tensorGrid(null, { description: 'The elements, as many as the shape has, if they are explicit' }),
    seed: int(0, { description: 'Decides the random elements' }),
  },
  run(_inputs, { shape: text, dtype, value_mode, values, seed }) {
    const shape = parseInts(text, 'shape')
    if (shape.some((size) => size < 0)) throw new Fault('validation_failed', 'sizes are 0 or more')
    const count = shape.reduce((product, size) => product * size, 1)
    if (value_mode === 'zeros') return { tensor: zeros(shape, { dtype }) }
    if (value_mode === 'ones') return { tensor: ones(shape, { dtype }) }
    if (value_mode === 'arange') {
      return { tensor: arange(0, count, 1, { dtype: 'float64' }).to(dtype).reshape(shape) }
    }
    if (value_mode === 'explicit') {
      const flat = flatten(values)
      if (flat.length !== count) {
        throw new Fault('validation_failed', `${flat.length} values do not fill [${shape.join(', ')}]`)
      }
      return { tensor: tensor(Float64Array.from(flat), { shape }).to(dtype) }
    }
    manualSeed(seed)
    if (dtype === 'bool') return { tensor: rand(shape).ge(0.5) }
    if (dtype === 'int32' || dtype === 'int64') return { tensor: randint(0, 10, shape).to(dtype) }
    return { tensor: randn(shape, { dtype }) }
  },
  python: `
sizes = [int(part) for part in shape.split(",") if part.strip()]
kind = getattr(torch, dtype)
if value_mode == "zeros":
    made = torch.zeros(sizes, dtype=kind)
elif value_mode == "ones":
    made = torch.ones(sizes, dtype=kind)
elif value_mode == "arange":
    made = torch.arange(math.prod(sizes)).to(kind).reshape(sizes)
elif value_mode == "explicit":
    made = torch.tensor(values, dtype=torch.float64).reshape(sizes).to(kind)
else:
    generator = torch.Generator().manual_seed(seed)
    if dtype == "bool":
        made = torch.rand(sizes, generator=generator) >= 0.5
    elif dtype in ("int32", "int64"):
        made = torch.randint(0, 10, sizes, generator=generator).to(kind)
    else:
        made = torch.randn(sizes, generator=generator, dtype=kind)
return {"tensor": made}`,
})

function flatten(values: unknown): number[] {
  if (values === null || values === undefined) return []
  if (Array.isArray(values)) return values.flatMap(flatten)
  if (typeof values === 'number' || typeof values === 'boolean') return [Number(values)]
  throw new Fault('validation_failed', 'values are numbers in brackets', { field: 'values' })
}
