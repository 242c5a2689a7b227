import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'
import { showValue } from '../../show-value.ts'

export default defineGraphNode({
  name: 'Print',
  category: 'Utility',
  description: 'Writes a value to the log and hands it on unchanged.',
  inputs: { value: port('ANY', 'What to write') },
  outputs: { value: port('ANY', 'The same value') },
  params: { label: string('', { description: 'Put before the value' }) },
  isHost: true,
  async run({ value }, { label }, context) {
    const text = await showValue(value)
    context.log(label ? `[${label}] ${text}` : text)
    return { value }
  },
  python: `print(f"[{label}] {value}" if label else value)\nreturn {"value": value}`,
})
