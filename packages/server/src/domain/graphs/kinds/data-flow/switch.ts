import { Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Switch',
  category: 'Data Flow',
  description: 'Hands on one of its inputs, by number; the first where the chosen one is not connected.',
  inputs: {
    selector: port('SCALAR', 'Which input: 0 to 3'),
    input_0: port('ANY', 'The input of selector 0, and of all that lead nowhere'),
    input_1: optional('ANY', 'The input of selector 1'),
    input_2: optional('ANY', 'The input of selector 2'),
    input_3: optional('ANY', 'The input of selector 3'),
  },
  outputs: { output: port('ANY', 'The chosen input') },
  params: {},
  isHost: true,
  async run({ selector, ...inputs }) {
    // A number that was computed comes as a tensor of one element.
    const given: unknown = selector
    const chosen = Math.trunc(Number(given instanceof Tensor ? await given.item() : given))
    if (Number.isNaN(chosen)) throw new Fault('validation_failed', 'the selector must be a number')
    const found = (inputs as Record<string, unknown>)[`input_${chosen}`]
    return { output: found === undefined ? inputs.input_0 : found }
  },
  python: `
found = {0: input_0, 1: input_1, 2: input_2, 3: input_3}.get(int(selector))
return {"output": input_0 if found is None else found}`,
})
