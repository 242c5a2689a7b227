import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'TextInput',
  category: 'Data',
  description: 'A text typed in by hand.',
  inputs: {},
  outputs: { text: port('STRING', 'The text') },
  params: {
    value: string('The quick brown fox jumps over the lazy dog.', { description: 'The text' }),
  },
  run: (_inputs, { value }) => ({ text: value }),
  python: `return {"text": value}`,
})
