import { INPUT_TYPES, readDefault, readInput } from '../../function/input-types.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, select, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'GraphInput',
  category: 'IO',
  description:
    'An input of the graph when it is called as a function. Run from the canvas it gives its default instead.',
  inputs: {},
  outputs: { value: port('ANY', 'What was given; a picture is a tensor [3, H, W] of [0, 1]') },
  params: {
    name: string('input', { description: 'What callers name it by: letters, digits and _' }),
    type: select(INPUT_TYPES, 'string', { description: 'What callers may give' }),
    required: bool(true, { description: 'Whether every call must give it' }),
    default: string('', { description: 'What it is otherwise, as it is typed in' }),
    description: string('', { description: 'A sentence for callers' }),
  },
  // Callers seldom give the same again, and what they give is not kept for others.
  fingerprint: ({ name }, { inputs }) => (inputs && Object.hasOwn(inputs, name) ? undefined : ''),
  async run(_inputs, { name, type, default: text }, { inputs }) {
    if (inputs && Object.hasOwn(inputs, name)) {
      return { value: await readInput(type, inputs[name]) }
    }
    return { value: await readDefault(type, text) }
  },
  // An exported script is run without callers.
  python: `
import json
if type == "string":
    return {"value": default}
if type in ("number", "integer"):
    return {"value": (float if type == "number" else int)(default or 0)}
if type == "boolean":
    return {"value": default.strip().lower() in ("true", "1", "yes", "on")}
if type == "json":
    return {"value": json.loads(default) if default.strip() else None}
raise NotImplementedError("an image has to be given by who calls the graph")`,
})
