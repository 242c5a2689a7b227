import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Map',
  category: 'Data Flow',
  description: 'Runs a preset once for each item of a list: into its first input, out of its first output.',
  inputs: { items: port('LIST', 'What to run it on') },
  outputs: { results: port('LIST', 'What came out, in the same order'), count: port('SCALAR', 'How many') },
  params: { subgraph: string('', { description: 'Name of the preset' }) },
  // A preset may be changed under its name at any time.
  isUncacheable: true,
  isHost: true,
  async run({ items }, { subgraph }, context) {
    if (subgraph.trim() === '')
      throw new Fault('validation_failed', 'no preset is named', { field: 'subgraph' })
    const results: unknown[] = []
    for (const item of items) {
      context.signal.throwIfAborted()
      results.push(await context.runPreset(subgraph.trim(), item))
    }
    return { results, count: results.length }
  },
})
