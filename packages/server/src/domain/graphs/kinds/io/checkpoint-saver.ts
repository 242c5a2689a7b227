import { defineGraphNode } from '../../graph-node.ts'
import { int, string } from '../../params.ts'
import { optional, port } from '../../ports.ts'
import { encodeCheckpoint } from '../../training/checkpoints.ts'
import { networkOf } from '../../training/forward-batch.ts'
import { writeWhole } from '../../training/model-files.ts'

export default defineGraphNode({
  name: 'CheckpointSaver',
  category: 'IO',
  description:
    'Writes all that it takes to go on training later: weights, the optimizer’s state, epoch and losses.',
  inputs: {
    model: port('MODEL', 'Whose weights'),
    optimizer: port('OPTIMIZER', 'What it is trained with'),
    losses: optional('TENSOR', 'The losses so far'),
  },
  outputs: { path: port('STRING', 'Where the file is'), model: port('MODEL', 'The same model') },
  params: {
    path: string('checkpoint.pt', { description: 'Its name among the models' }),
    epoch: int(0, { description: 'How many epochs it was trained' }),
  },
  isUncacheable: true,
  isHost: true,
  async run({ model, optimizer, losses }, { path: name, epoch }, { files }) {
    const network = networkOf(model, 'saving')
    const path = files.path('models', name)
    await writeWhole(path, await encodeCheckpoint({ model: network, plan: optimizer, epoch, losses }))
    return { path, model }
  },
  python: `
import pathlib

pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
saved = {"epoch": epoch, "model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict()}
if losses is not None:
    saved["losses"] = losses
torch.save(saved, path)
return {"path": path, "model": model}`,
})
