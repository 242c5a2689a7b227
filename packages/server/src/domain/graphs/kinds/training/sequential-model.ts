import { manualSeed } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'
import { makeModel } from '../../training/model-recipes.ts'
import { PYTHON } from '../../training/sequential-model.python.ts'
import { SequentialModel } from '../../training/sequential-model.ts'

/** Two convolutions and two linear layers, for digits of 28 by 28. */
const LAYERS =
  '{"version":2,"nodes":[{"id":"in","type":"Input","ports":[{"id":"p_x","name":"x"}]},{"id":"c1","type":"Conv2d","params":{"in_channels":1,"out_channels":32,"kernel_size":3,"padding":1}},{"id":"r1","type":"ReLU"},{"id":"p1","type":"MaxPool2d","params":{"kernel_size":2,"stride":2}},{"id":"c2","type":"Conv2d","params":{"in_channels":32,"out_channels":64,"kernel_size":3,"padding":1}},{"id":"r2","type":"ReLU"},{"id":"p2","type":"MaxPool2d","params":{"kernel_size":2,"stride":2}},{"id":"f","type":"Flatten"},{"id":"l1","type":"Linear","params":{"in_features":3136,"out_features":128}},{"id":"r3","type":"ReLU"},{"id":"l2","type":"Linear","params":{"in_features":128,"out_features":10}},{"id":"out","type":"Output","ports":[{"id":"p_y","name":"y"}]}],"edges":[{"id":"e1","source":"in","sourceHandle":"p_x","target":"c1"},{"id":"e2","source":"c1","target":"r1"},{"id":"e3","source":"r1","target":"p1"},{"id":"e4","source":"p1","target":"c2"},{"id":"e5","source":"c2","target":"r2"},{"id":"e6","source":"r2","target":"p2"},{"id":"e7","source":"p2","target":"f"},{"id":"e8","source":"f","target":"l1"},{"id":"e9","source":"l1","target":"r3"},{"id":"e10","source":"r3","target":"l2"},{"id":"e11","source":"l2","target":"out","targetHandle":"p_y"}]}'

export default defineGraphNode({
  name: 'SequentialModel',
  category: 'Training',
  description: 'A network drawn layer by layer: chains, branches and merges, read from a layer graph.',
  inputs: {},
  outputs: { model: port('MODEL', 'The network, with fresh weights') },
  params: { layers: string(LAYERS, { description: 'The layer graph as JSON, version 2' }) },
  run(_inputs, { layers }, { seed }) {
    manualSeed(seed)
    const recipe = { kind: 'SequentialModel', params: { layers }, seed }
    return { model: makeModel(recipe, () => new SequentialModel(layers)) }
  },
  python: PYTHON,
})
