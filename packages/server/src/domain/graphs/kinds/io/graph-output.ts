import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'GraphOutput',
  category: 'IO',
  description:
    'An output of the graph when it is called as a function: what comes in here goes out to the caller.',
  inputs: { value: port('ANY', 'What the caller is given') },
  outputs: {},
  params: {
    name: string('output', { description: 'What callers find it by: letters, digits and _' }),
    description: string('', { description: 'A sentence for callers' }),
  },
  // No wire begins here, but who looks into the run sees what went out.
  run: ({ value }) => ({ value }),
})
