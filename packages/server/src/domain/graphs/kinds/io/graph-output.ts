import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'GraphOutput',
  category: 'IO',
  description: 'What a graph answers when it is called as a function, under a name.',
  inputs: { value: port('ANY', 'The answer') },
  outputs: {},
  params: {
    name: string('output', { description: 'Its name in the answer' }),
    description: string('', { description: 'What it means, for who calls' }),
  },
  // No output has it, but who calls the graph takes it from here.
  run: ({ value }) => ({ value }) as unknown as Record<string, never>,
  python: `return {"value": value}`,
})
