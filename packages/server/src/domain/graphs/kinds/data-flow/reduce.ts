import { amax, amin, concat, stack, Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Reduce',
  category: 'Data Flow',
  description: 'Makes one value of a list: its sum or mean, element by element, or all of it in one tensor.',
  inputs: { items: port('LIST', 'Tensors or numbers; of one shape for all but concat, first and last') },
  outputs: { result: port('ANY', 'What came of it'), count: port('SCALAR', 'How many items there were') },
  params: {
    operation: select(['sum', 'mean', 'min', 'max', 'concat', 'stack', 'first', 'last'], 'mean', {
      description: 'What to do with the items',
    }),
    dim: int(0, { description: 'The axis along which items are put together (concat, stack)' }),
  },
  run({ items }, { operation, dim }) {
    const count = items.length
    if (count === 0) throw new Fault('validation_failed', 'the list is empty: nothing can be made of it')
    if (operation === 'first') return { result: items[0], count }
    if (operation === 'last') return { result: items.at(-1), count }
    const parts = items.map(toTensor)
    if (operation === 'concat') return { result: concat(parts, dim), count }
    if (operation === 'stack') return { result: stack(parts, dim), count }
    const all = stack(parts, 0)
    const reduced = {
      sum: () => all.sum(0),
      mean: () => all.mean(0),
      min: () => amin(all, 0),
      max: () => amax(all, 0),
    }
    return { result: reduced[operation](), count }
  },
  python: `
if not items:
    raise ValueError("the list is empty")
if operation in ("first", "last"):
    return {"result": items[0 if operation == "first" else -1], "count": len(items)}
parts = [torch.as_tensor(item) for item in items]
if operation in ("concat", "stack"):
    return {"result": (torch.cat if operation == "concat" else torch.stack)(parts, dim), "count": len(items)}
every = torch.stack(parts)
if operation == "mean":
    result = (every if every.is_floating_point() else every.float()).mean(0)
else:
    result = {"sum": torch.sum, "min": torch.amin, "max": torch.amax}[operation](every, 0)
return {"result": result, "count": len(items)}`,
})

function toTensor(item: unknown): Tensor {
  if (item instanceof Tensor) return item
  if (typeof item === 'number' || typeof item === 'boolean') return tensor(Number(item))
  if (Array.isArray(item)) return tensor(item)
  throw new Fault('validation_failed', `only tensors and numbers can be put together, not ${typeof item}`)
}
