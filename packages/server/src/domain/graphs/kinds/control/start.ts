import { defineGraphNode } from '../../graph-node.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Start',
  category: 'Control',
  description: 'Says where execution begins: wire its trigger to the first graph node of a flow.',
  inputs: {},
  outputs: { trigger: port('TRIGGER', 'Starts what it points at') },
  params: {},
  // A mark in the graph, with nothing to hand on.
  run: () => ({}) as { trigger: never },
  python: 'return {}',
})
