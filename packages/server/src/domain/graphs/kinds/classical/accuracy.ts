import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Accuracy',
  category: 'Classical',
  description: 'The share of predictions that are the true label. Labels are compared as text.',
  inputs: { predictions: port('LIST', 'What was predicted'), labels: port('LIST', 'What is true') },
  outputs: {
    accuracy: port('SCALAR', 'Right ones by all; 0 if there are none'),
    correct: port('SCALAR', 'How many are right'),
    total: port('SCALAR', 'How many there are'),
  },
  params: {},
  run({ predictions, labels }) {
    const total = labels.length
    if (predictions.length !== total) {
      throw new Fault('validation_failed', `${predictions.length} predictions for ${total} labels`)
    }
    const correct = predictions.filter((prediction, i) => String(prediction) === String(labels[i])).length
    return { accuracy: total === 0 ? 0 : correct / total, correct, total }
  },
  python: `
if len(predictions) != len(labels):
    raise ValueError(f"{len(predictions)} predictions for {len(labels)} labels")
correct = sum(str(a) == str(b) for a, b in zip(predictions, labels))
return {"accuracy": correct / len(labels) if labels else 0.0, "correct": correct, "total": len(labels)}`,
})
