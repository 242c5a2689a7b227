import { zeros } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { modelFile, select } from '../../params.ts'
import { port } from '../../ports.ts'
import { decodeOptimizer } from '../../training/checkpoints.ts'
import { networkOf } from '../../training/forward-batch.ts'
import { decodeState, decodeTorch, loadInto, memberOf, readModelFile } from '../../training/model-files.ts'
import { copyModel } from '../../training/model-recipes.ts'
import { makeOptimizer } from '../../training/optimizers.ts'

export default defineGraphNode({
  name: 'CheckpointLoader',
  category: 'IO',
  description:
    'Goes on from a checkpoint, of CheckpointSaver or of PyTorch: weights, optimizer, epoch and losses.',
  inputs: {
    model: port('MODEL', 'What the weights are for'),
    optimizer: port('OPTIMIZER', 'What its state is for'),
  },
  outputs: {
    model: port('MODEL', 'A copy of the model with the weights of the file'),
    optimizer: port('OPTIMIZER', 'The optimizer with its state'),
    epoch: port('SCALAR', 'How many epochs it was trained'),
    losses: port('TENSOR', 'The losses until then; empty without'),
  },
  params: {
    path: modelFile('', { description: 'Its name among the models' }),
    device: select(['auto', 'cpu', 'cuda', 'mps'], 'auto', {
      description: 'Where it runs: here, the processor',
    }),
  },
  fingerprint: ({ path }, { files }) => (path === '' ? '' : files.stamp(files.path('models', path))),
  async run({ model, optimizer }, { path: name }, { files }) {
    if (name === '') throw new Fault('validation_failed', 'which file? path is empty', { field: 'path' })
    const bytes = await readModelFile(files.path('models', name), name)
    const { value, names, read } = await decodeTorch(bytes, name)
    if (memberOf(value, 'model_state_dict') === undefined) {
      throw new Fault('validation_failed', `"${name}" has no model_state_dict, so it is no checkpoint`)
    }
    const copy = copyModel(networkOf(model, 'loading'))
    loadInto(copy, await decodeState(bytes, name), { strict: true, name })
    const state = await decodeOptimizer(value, names, read)
    const plan = { ...optimizer, model: copy, ...(state && { state }) }
    // Found out here rather than when training begins: whether the state fits.
    if (state) makeOptimizer(plan, copy)
    return {
      model: copy,
      optimizer: plan,
      epoch: Number(memberOf(value, 'epoch') ?? 0),
      losses: names.includes('losses') ? await read('losses') : zeros([0]),
    }
  },
  python: `
saved = torch.load(path, map_location="cpu")
model.load_state_dict(saved["model_state_dict"])
optimizer.load_state_dict(saved["optimizer_state_dict"])
return {"model": model, "optimizer": optimizer, "epoch": saved.get("epoch", 0), "losses": torch.as_tensor(saved.get("losses", []))}`,
})
